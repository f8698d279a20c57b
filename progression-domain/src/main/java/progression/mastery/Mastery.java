package progression.mastery;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import progression.kernel.EvidenceId;

/**
 * From evidence to an estimate and whether it satisfies, by a policy.
 *
 * <p>The evidence is put in order by when it occurred, then by its id, and taken in piece by piece;
 * after each the method has an estimate of what came so far. The policy is satisfied there where
 * the estimate reaches the threshold and its other requirements hold. A sticky policy is satisfied
 * for good by the first such prefix, a tracking one only while all the evidence is such.
 *
 * <p>Calculation is exact, in fractions, and so is the comparison with the threshold. The estimate
 * that is given out is the exact one with at most 34 digits, cut off downwards: since a threshold
 * never has more than 30 digits, no threshold lies between the two, and whoever compares the given
 * estimate comes to the same verdict.
 */
public final class Mastery {

  private static final Comparator<Evidence> ORDER =
      Comparator.comparing(Evidence::occurredAt).thenComparing(piece -> piece.id().value());

  private Mastery() {}

  /**
   * What the policy makes of the evidence.
   *
   * @param evidence the effective evidence of one learner on one competency, in any order
   * @param asOf the time of the command; it matters only to a policy with a window
   */
  public static Assessment assess(Policy policy, Collection<Evidence> evidence, Instant asOf) {
    Instant earliest = earliest(policy.requirements().window(), asOf);
    List<Piece> pieces =
        evidence.stream().sorted(ORDER).map(piece -> Piece.of(piece, policy, earliest)).toList();
    boolean sticky = policy.regression() == Policy.Regression.STICKY;
    Estimator estimator = Estimator.of(policy.method(), policy.threshold());
    Coverage coverage = new Coverage(policy.requirements());
    Instant since = null;
    Prefix shown = null;
    for (Piece piece : pieces) {
      if (piece.score() == null) {
        continue;
      }
      estimator.add(piece.score());
      coverage.add(piece.evidence());
      if (shown != null) {
        continue;
      }
      if (!estimator.reaches() || !coverage.holds()) {
        since = null;
      } else if (since == null) {
        since = piece.evidence().occurredAt();
        shown = sticky ? Prefix.of(estimator) : null;
      }
    }
    Prefix told = shown != null ? shown : Prefix.of(estimator);
    Exact estimate = estimator.estimate();
    List<Grounds.LeftOut> leftOut = leftOut(pieces, told);
    return new Assessment(
        since != null,
        estimate == null ? null : estimate.decimal(),
        since,
        used(pieces, told),
        leftOut,
        reason(told, leftOut, estimator, coverage));
  }

  /** Why the policy's scale has no place for the score; empty where it has one. */
  public static Optional<String> refusal(Policy policy, Score score) {
    Policy.Scale scale = policy.scale();
    return switch (score) {
      case Score.Scaled _, Score.Raw _ -> Optional.empty();
      case Score.Level(BigDecimal level)
          when level.compareTo(scale.min()) < 0 || level.compareTo(scale.max()) > 0 ->
          Optional.of(
              "the level %s lies outside the policy's scale %s to %s"
                  .formatted(
                      Sentence.number(level),
                      Sentence.number(scale.min()),
                      Sentence.number(scale.max())));
      case Score.Level _ -> Optional.empty();
    };
  }

  /** An estimate as it is shown: two decimals, halves away from zero. */
  public static BigDecimal rounded(BigDecimal estimate) {
    return estimate.setScale(2, RoundingMode.HALF_UP);
  }

  /** The start of the window, by the calendar in UTC. Evidence at that very moment counts. */
  private static Instant earliest(@Nullable Period window, Instant asOf) {
    if (window == null) {
      return Instant.MIN;
    }
    try {
      return asOf.atOffset(ZoneOffset.UTC).minus(window).toInstant();
    } catch (DateTimeException | ArithmeticException beyondTheCalendar) {
      return Instant.MIN;
    }
  }

  private static List<EvidenceId> used(List<Piece> pieces, Prefix told) {
    List<Piece> scored = pieces.stream().filter(piece -> piece.score() != null).toList();
    return scored.subList(told.used().from(), told.used().to()).stream()
        .map(piece -> piece.evidence().id())
        .toList();
  }

  private static List<Grounds.LeftOut> leftOut(List<Piece> pieces, Prefix told) {
    List<Grounds.LeftOut> leftOut = new ArrayList<>();
    int index = 0;
    for (Piece piece : pieces) {
      Grounds.Why why = piece.why() != null ? piece.why() : told.why(index++);
      if (why != null) {
        leftOut.add(new Grounds.LeftOut(piece.evidence().id(), why));
      }
    }
    return leftOut;
  }

  private static String reason(
      Prefix told, List<Grounds.LeftOut> leftOut, Estimator estimator, Coverage coverage) {
    if (estimator.size() == 0) {
      return Sentence.nothing(leftOut);
    }
    return told.size() < estimator.size()
        ? Sentence.kept(told.clause(), estimator)
        : Sentence.of(told.clause(), coverage.missing());
  }

  /** A piece of evidence with either its score on the policy's scale, or why it does not count. */
  private record Piece(Evidence evidence, @Nullable Exact score, Grounds.@Nullable Why why) {
    static Piece of(Evidence evidence, Policy policy, Instant earliest) {
      Score score = evidence.score();
      if (score == null) {
        return new Piece(evidence, null, Grounds.Why.UNSCORED);
      }
      if (evidence.occurredAt().isBefore(earliest)) {
        return new Piece(evidence, null, Grounds.Why.OUTSIDE_WINDOW);
      }
      if (refusal(policy, score).isPresent()) {
        return new Piece(evidence, null, Grounds.Why.OFF_SCALE);
      }
      return new Piece(evidence, Exact.of(score, policy.scale()), null);
    }
  }

  /** The evidence so far: how many scores, which of them the method used, and how it stands. */
  private record Prefix(int size, Estimator.Span used, String clause) {
    static Prefix of(Estimator estimator) {
      return new Prefix(estimator.size(), estimator.used(), estimator.clause());
    }

    /** Why the score at the index was not used; none where it was. */
    Grounds.@Nullable Why why(int index) {
      if (used.contains(index)) {
        return null;
      }
      return index < size ? Grounds.Why.NOT_CONSIDERED : Grounds.Why.AFTER_MASTERY;
    }
  }
}
