package progression.mastery;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;

/**
 * From evidence to an estimate and whether it satisfies, by a policy.
 *
 * <p>The evidence is put in order by when it occurred, then by its id, and taken in piece by piece;
 * after each the method has an estimate of what came so far. The policy is satisfied there where
 * the estimate reaches the threshold and its other requirements hold. A sticky policy is satisfied
 * for good by the first such prefix, a tracking one only while all the evidence is such. Where the
 * policy names an expiry, what a prefix has shown lapses that long after its last piece, unless a
 * later prefix shows it again.
 *
 * <p>Calculation is exact, in fractions, and so is the comparison with the threshold. The estimate
 * that is given out is the exact one with at most 34 digits, cut off downwards: since a threshold
 * never has more than 30 digits, no threshold lies between the two, and whoever compares the given
 * estimate comes to the same verdict.
 */
public final class Mastery {

  private Mastery() {}

  /**
   * What the policy makes of the evidence, where nobody has set the mastery of a skill or taken
   * evidence out of the count.
   *
   * @see #assess(Policy, Collection, Set, List, Instant)
   */
  public static Assessment assess(Policy policy, Collection<Evidence> evidence, Instant asOf) {
    return assess(policy, evidence, Set.of(), List.of(), asOf);
  }

  /**
   * What the policy makes of the evidence.
   *
   * @param evidence the effective evidence of one learner on the competencies that the policy
   *     reads, in any order
   * @param overridden of those the ones whose mastery somebody has set
   * @param takenOut the evidence that people took out of the count, and why
   * @param asOf the time of the command; it matters only to a policy with a window or an expiry
   */
  public static Assessment assess(
      Policy policy,
      Collection<Evidence> evidence,
      Set<CompetencyId> overridden,
      List<Grounds.LeftOut> takenOut,
      Instant asOf) {
    List<Piece> pieces = Piece.ordered(policy, evidence, asOf);
    Estimator estimator = Estimator.of(policy, overridden);
    Coverage coverage = new Coverage(policy.requirements());
    Claim claim = new Claim(policy);
    claim.judge(null, estimator, coverage); // what people vouch for may be enough
    for (Piece piece : pieces) {
      if (piece.score() != null) {
        estimator.add(piece.evidence(), piece.score());
        coverage.add(piece.evidence());
        claim.judge(piece.evidence().occurredAt(), estimator, coverage);
      }
    }
    boolean lapsed = claim.isLapsed(asOf);
    Prefix shown = lapsed ? null : claim.shown;
    Prefix told = shown != null ? shown : Prefix.of(estimator);
    Exact estimate = estimator.estimate();
    List<Grounds.LeftOut> leftOut = new ArrayList<>(leftOut(pieces, told));
    leftOut.addAll(takenOut);
    boolean satisfied = claim.holds && !lapsed;
    String reason =
        estimator.size() == 0 && !satisfied
            ? Sentence.nothing(leftOut)
            : reason(told, estimator, coverage);
    return new Assessment(
        satisfied,
        estimate == null ? null : estimate.decimal(),
        lapsed ? null : claim.since,
        claim.expires,
        used(pieces, told),
        leftOut,
        satisfied ? List.of() : coverage.missing(),
        lapsed && claim.expires != null ? Sentence.lapsed(claim.expires, reason) : reason);
  }

  /** Why the policy's scale has no place for the score; empty where it has one. */
  public static Optional<String> refusal(Policy policy, Score score) {
    Policy.Scale scale = policy.scale();
    return switch (score) {
      case Score.Scaled _, Score.Raw _ -> Optional.empty();
      case Score.Level(BigDecimal level) when !scale.has(level) ->
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

  private static List<EvidenceId> used(List<Piece> pieces, Prefix told) {
    List<Piece> scored = pieces.stream().filter(piece -> piece.score() != null).toList();
    return IntStream.range(0, told.size())
        .filter(told.used())
        .mapToObj(place -> scored.get(place).evidence().id())
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

  private static String reason(Prefix told, Estimator estimator, Coverage coverage) {
    return told.size() < estimator.size()
        ? Sentence.kept(told.clause(), estimator)
        : Sentence.of(told.clause(), coverage.missing());
  }

  /** How the judgements on one prefix after the other add up to what is claimed. */
  private static final class Claim {
    private final boolean sticky;
    private final @Nullable Period expiry;
    private boolean holds;
    private @Nullable Instant since;
    private @Nullable Instant expires;
    private @Nullable Prefix shown;

    private Claim(Policy policy) {
      sticky = policy.regression() == Policy.Regression.STICKY;
      expiry = policy.requirements().expiry();
    }

    /**
     * @param occurredAt of the last piece of the prefix; none before the first one
     */
    private void judge(@Nullable Instant occurredAt, Estimator estimator, Coverage coverage) {
      if (shown != null && expiry == null) {
        return;
      }
      if (occurredAt != null && isLapsed(occurredAt)) {
        holds = false;
        since = null;
        shown = null;
      }
      if (estimator.reaches() && coverage.holds()) {
        if (!holds) {
          holds = true;
          since = occurredAt;
          shown = sticky ? Prefix.of(estimator) : null;
        }
        expires = expiry == null || occurredAt == null ? null : Calendar.after(occurredAt, expiry);
      } else if (!sticky) {
        holds = false;
        since = null;
        expires = null;
      }
    }

    private boolean isLapsed(Instant at) {
      return expires != null && !expires.isAfter(at);
    }
  }

  /** The evidence so far: how many scores, which of them the method used, and how it stands. */
  private record Prefix(int size, IntPredicate used, String clause) {
    static Prefix of(Estimator estimator) {
      return new Prefix(estimator.size(), estimator.used(), estimator.clause());
    }

    /** Why the score at the index was not used; none where it was. */
    Grounds.@Nullable Why why(int index) {
      if (index < size && used.test(index)) {
        return null;
      }
      return index < size ? Grounds.Why.NOT_CONSIDERED : Grounds.Why.AFTER_MASTERY;
    }
  }
}
