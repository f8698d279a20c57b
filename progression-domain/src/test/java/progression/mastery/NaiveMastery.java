package progression.mastery;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of mastery once more, as plainly as they can be written: each prefix is judged from
 * scratch, in fractions of whole numbers. Shares no code with what it is compared to.
 */
public final class NaiveMastery {

  /** What the rules say; the estimate and {@code since} as in an assessment. */
  public record Outcome(
      boolean satisfied,
      @Nullable BigDecimal estimate,
      @Nullable Instant since,
      Set<String> used,
      Set<String> leftOut) {}

  private record Fraction(BigInteger over, BigInteger under) {
    static Fraction of(BigDecimal value) {
      return value.scale() <= 0
          ? new Fraction(value.toBigIntegerExact(), BigInteger.ONE)
          : new Fraction(value.unscaledValue(), BigInteger.TEN.pow(value.scale()));
    }

    Fraction plus(Fraction o) {
      return new Fraction(
          over.multiply(o.under).add(o.over.multiply(under)), under.multiply(o.under));
    }

    Fraction times(Fraction o) {
      return new Fraction(over.multiply(o.over), under.multiply(o.under));
    }

    Fraction divided(Fraction o) {
      return new Fraction(over.multiply(o.under), under.multiply(o.over));
    }

    Fraction minus(Fraction o) {
      return plus(new Fraction(o.over.negate(), o.under));
    }

    boolean atLeast(Fraction o) {
      return over.multiply(o.under).compareTo(o.over.multiply(under)) >= 0;
    }
  }

  private final Policy policy;

  public NaiveMastery(Policy policy) {
    this.policy = policy;
  }

  public Outcome assess(List<Evidence> evidence, Instant asOf) {
    List<Evidence> ordered = new ArrayList<>(evidence);
    ordered.sort((a, b) ->
        a.occurredAt().equals(b.occurredAt())
            ? a.id().value().compareTo(b.id().value())
            : a.occurredAt().compareTo(b.occurredAt()));
    List<Evidence> counted = ordered.stream().filter(piece -> counts(piece, asOf)).toList();
    int length = counted.size();
    int decisive = length;
    Instant since = null;
    if (policy.regression() == Policy.Regression.STICKY) {
      for (int i = length; i >= 1; i--) {
        if (satisfies(counted.subList(0, i))) {
          decisive = i;
          since = counted.get(i - 1).occurredAt();
        }
      }
    } else {
      for (int i = length; i >= 1 && satisfies(counted.subList(0, i)); i--) {
        since = counted.get(i - 1).occurredAt();
      }
    }
    Fraction estimate = estimate(counted);
    Set<String> used = new HashSet<>();
    used(counted.subList(0, decisive)).forEach(piece -> used.add(piece.id().value()));
    Set<String> leftOut = new HashSet<>();
    for (Evidence piece : ordered) {
      if (!used.contains(piece.id().value())) {
        int place = counted.indexOf(piece);
        leftOut.add(
            piece.id().value()
                + (place < 0
                    ? piece.score() == null ? " does not count yet" : " does not count"
                    : place < decisive ? " was passed over" : " came after"));
      }
    }
    return new Outcome(
        since != null,
        estimate == null
            ? null
            : new BigDecimal(estimate.over)
                .divide(new BigDecimal(estimate.under), new MathContext(34, RoundingMode.FLOOR)),
        since,
        used,
        leftOut);
  }

  private boolean counts(Evidence piece, Instant asOf) {
    if (piece.score() == null) {
      return false;
    }
    if (policy.requirements().window() != null
        && LocalDateTime.ofInstant(piece.occurredAt(), ZoneOffset.UTC)
            .isBefore(
                LocalDateTime.ofInstant(asOf, ZoneOffset.UTC)
                    .minus(policy.requirements().window()))) {
      return false;
    }
    return !(piece.score() instanceof Score.Level(BigDecimal level))
        || (level.compareTo(policy.scale().min()) >= 0
            && level.compareTo(policy.scale().max()) <= 0);
  }

  private boolean satisfies(List<Evidence> prefix) {
    Policy.Requirements required = policy.requirements();
    Set<String> settings = new HashSet<>();
    Set<String> assessors = new HashSet<>();
    Set<Evidence.Kind> kinds = new HashSet<>();
    for (Evidence piece : prefix) {
      settings.add(Objects.requireNonNullElse(piece.setting(), ""));
      assessors.add(Objects.requireNonNullElse(piece.assessor(), ""));
      kinds.add(piece.kind());
    }
    settings.remove("");
    assessors.remove("");
    return reaches(prefix.stream().map(this::value).toList())
        && prefix.size() >= required.minEvidence()
        && settings.size() >= required.minSettings()
        && assessors.size() >= required.minAssessors()
        && kinds.containsAll(required.kinds());
  }

  /** The table of methods, word by word. */
  private boolean reaches(List<Fraction> s) {
    Fraction threshold = Fraction.of(policy.threshold());
    return switch (policy.method()) {
      case Method.Consecutive(int n) ->
          s.size() >= n
              && s.subList(s.size() - n, s.size()).stream()
                  .allMatch(score -> score.atLeast(threshold));
      case Method.NOfLastM(int n, int m) ->
          s.subList(Math.max(0, s.size() - m), s.size()).stream()
                  .filter(score -> score.atLeast(threshold))
                  .count()
              >= n;
      default ->
          estimate(s, policy.method()) != null
              && Objects.requireNonNull(estimate(s, policy.method())).atLeast(threshold);
    };
  }

  private @Nullable Fraction estimate(List<Evidence> prefix) {
    return estimate(prefix.stream().map(this::value).toList(), policy.method());
  }

  private static @Nullable Fraction estimate(List<Fraction> s, Method method) {
    if (s.isEmpty()) {
      return null;
    }
    Fraction last = s.get(s.size() - 1);
    return switch (method) {
      case Method.Consecutive(int n) ->
          descending(s, n).size() < n ? null : descending(s, n).get(n - 1);
      case Method.NOfLastM(int n, int m) ->
          descending(s, m).size() < n ? null : descending(s, m).get(n - 1);
      case Method.Latest() -> last;
      case Method.Highest() -> descending(s, s.size()).get(0);
      case Method.Average() -> mean(s);
      case Method.WeightedAverage(BigDecimal w) ->
          s.size() == 1
              ? last
              : Fraction.of(w).times(last).plus(rest(w).times(mean(s.subList(0, s.size() - 1))));
      case Method.DecayingAverage(BigDecimal w) ->
          s.size() == 1
              ? last
              : rest(w)
                  .times(Objects.requireNonNull(estimate(s.subList(0, s.size() - 1), method)))
                  .plus(Fraction.of(w).times(last));
    };
  }

  private List<Evidence> used(List<Evidence> prefix) {
    int size = prefix.size();
    return switch (policy.method()) {
      case Method.Consecutive(int n) -> prefix.subList(Math.max(0, size - n), size);
      case Method.NOfLastM(int _, int m) -> prefix.subList(Math.max(0, size - m), size);
      case Method.Latest() -> prefix.subList(Math.max(0, size - 1), size);
      case Method.Highest() ->
          prefix.stream()
              .filter(piece -> prefix.stream().allMatch(o -> value(piece).atLeast(value(o))))
              .limit(1)
              .toList();
      case Method.Average(), Method.WeightedAverage(_), Method.DecayingAverage(_) -> prefix;
    };
  }

  private Fraction value(Evidence piece) {
    Fraction min = Fraction.of(policy.scale().min());
    Fraction range = Fraction.of(policy.scale().max()).minus(min);
    return switch (Objects.requireNonNull(piece.score())) {
      case Score.Scaled(BigDecimal share) -> min.plus(Fraction.of(share).times(range));
      case Score.Raw(BigDecimal raw, BigDecimal max) ->
          min.plus(Fraction.of(raw).divided(Fraction.of(max)).times(range));
      case Score.Level(BigDecimal level) -> Fraction.of(level);
    };
  }

  private static Fraction rest(BigDecimal w) {
    return Fraction.of(BigDecimal.ONE).minus(Fraction.of(w));
  }

  private static Fraction mean(List<Fraction> s) {
    Fraction sum = Fraction.of(BigDecimal.ZERO);
    for (Fraction score : s) {
      sum = sum.plus(score);
    }
    return sum.divided(Fraction.of(BigDecimal.valueOf(s.size())));
  }

  /** The last k, highest first. */
  private static List<Fraction> descending(List<Fraction> s, int k) {
    List<Fraction> last = new ArrayList<>(s.subList(Math.max(0, s.size() - k), s.size()));
    last.sort((a, b) -> !a.atLeast(b) ? 1 : !b.atLeast(a) ? -1 : 0);
    return last;
  }
}
