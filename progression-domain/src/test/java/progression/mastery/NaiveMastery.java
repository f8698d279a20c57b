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
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import progression.mastery.Method.EvidenceRequirements;

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
    boolean sticky = policy.regression() == Policy.Regression.STICKY;
    // back from the latest prefix that shows it, as long as none has lapsed before the next
    Instant next = asOf;
    for (int i = length; i >= 1; i--) {
      Instant at = counted.get(i - 1).occurredAt();
      if (satisfies(counted.subList(0, i))) {
        if (hasLapsed(at, next)) {
          break;
        }
        since = at;
        next = at;
        decisive = sticky ? i : length;
      } else if (!sticky) {
        break;
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

  private boolean hasLapsed(Instant shown, Instant at) {
    return policy.requirements().expiry() != null
        && !LocalDateTime.ofInstant(shown, ZoneOffset.UTC)
            .plus(policy.requirements().expiry())
            .isAfter(LocalDateTime.ofInstant(at, ZoneOffset.UTC));
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
    return (policy.method() instanceof EvidenceRequirements skills
            ? reaches(prefix, skills)
            : reaches(prefix.stream().map(this::value).toList()))
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
      default -> estimateOf(s) != null && Objects.requireNonNull(estimateOf(s)).atLeast(threshold);
    };
  }

  private boolean reaches(List<Evidence> prefix, EvidenceRequirements skills) {
    List<Evidence> counted = counted(prefix, skills);
    return counted.size() == skills.skills().stream().mapToInt(skill -> skill.count()).sum()
        && counted.stream()
            .allMatch(piece ->
                skills.minimum() == null || value(piece).atLeast(Fraction.of(skills.minimum())))
        && mean(counted.stream().map(this::value).toList())
            .atLeast(Fraction.of(policy.threshold()));
  }

  /** Of each skill the highest ratings that are not missed, of equals the earliest. */
  private List<Evidence> counted(List<Evidence> prefix, EvidenceRequirements skills) {
    List<Evidence> counted = new ArrayList<>();
    for (EvidenceRequirements.Skill skill : skills.skills()) {
      List<Evidence> ratings = new ArrayList<>(prefix);
      ratings.removeIf(piece -> !piece.competency().equals(skill.competency()));
      if (skills.missed() != null) {
        Fraction missed = Fraction.of(skills.missed());
        ratings.removeIf(piece -> value(piece).atLeast(missed) && missed.atLeast(value(piece)));
      }
      ratings.sort(
          (a, b) -> !value(a).atLeast(value(b)) ? 1 : !value(b).atLeast(value(a)) ? -1 : 0);
      counted.addAll(ratings.subList(0, Math.min(skill.count(), ratings.size())));
    }
    return counted;
  }

  private @Nullable Fraction estimate(List<Evidence> prefix) {
    List<Evidence> counted =
        policy.method() instanceof EvidenceRequirements skills ? counted(prefix, skills) : prefix;
    return estimateOf(counted.stream().map(this::value).toList());
  }

  private @Nullable Fraction estimateOf(List<Fraction> s) {
    return policy.method() instanceof Method.PowerLaw && !s.isEmpty()
        ? powerLaw(s)
        : estimate(s, policy.method(), Fraction.of(policy.threshold()));
  }

  /** The regression in its textbook form, with the deviations from the means. */
  private Fraction powerLaw(List<Fraction> s) {
    double top = policy.scale().max().doubleValue();
    double[] x = new double[s.size()];
    double[] y = new double[s.size()];
    for (int i = 0; i < s.size(); i++) {
      double score = s.get(i).over.doubleValue() / s.get(i).under.doubleValue();
      x[i] = Math.log(i + 1);
      y[i] = Math.log(Math.max(score, top / 100));
    }
    double meanX = DoubleStream.of(x).average().orElseThrow();
    double meanY = DoubleStream.of(y).average().orElseThrow();
    double products = 0;
    double squares = 0;
    for (int i = 0; i < s.size(); i++) {
      products += (x[i] - meanX) * (y[i] - meanY);
      squares += (x[i] - meanX) * (x[i] - meanX);
    }
    double b = s.size() == 1 ? 0 : products / squares;
    double estimate = Math.exp(meanY + b * (x[s.size() - 1] - meanX));
    return Fraction.of(
        new BigDecimal(estimate)
            .round(new MathContext(12, RoundingMode.HALF_UP))
            .min(policy.scale().max()));
  }

  private static @Nullable Fraction estimate(List<Fraction> s, Method method, Fraction threshold) {
    if (s.isEmpty()) {
      return null;
    }
    Fraction last = s.get(s.size() - 1);
    return switch (method) {
      case Method.Consecutive(int n) ->
          descending(s, n).size() < n ? null : descending(s, n).get(n - 1);
      case Method.NOfLastM(int n, int m) ->
          descending(s, m).size() < n ? null : descending(s, m).get(n - 1);
      case Method.NMastery(int n) -> {
        List<Fraction> reaching = s.stream().filter(score -> score.atLeast(threshold)).toList();
        yield reaching.size() < n ? null : mean(reaching);
      }
      case Method.Latest() -> last;
      case Method.Highest() -> descending(s, s.size()).get(0);
      case Method.Average(), Method.EvidenceRequirements(_, _, _) -> mean(s);
      case Method.MeanOfLast(int k) -> mean(descending(s, k));
      case Method.PowerLaw() -> throw new IllegalStateException("takes the scale as well");
      case Method.WeightedAverage(BigDecimal w) ->
          s.size() == 1
              ? last
              : Fraction.of(w).times(last).plus(rest(w).times(mean(s.subList(0, s.size() - 1))));
      case Method.DecayingAverage(BigDecimal w) ->
          s.size() == 1
              ? last
              : rest(w)
                  .times(
                      Objects.requireNonNull(
                          estimate(s.subList(0, s.size() - 1), method, threshold)))
                  .plus(Fraction.of(w).times(last));
    };
  }

  private List<Evidence> used(List<Evidence> prefix) {
    int size = prefix.size();
    return switch (policy.method()) {
      case Method.Consecutive(int n) -> prefix.subList(Math.max(0, size - n), size);
      case Method.NOfLastM(int _, int m) -> prefix.subList(Math.max(0, size - m), size);
      case Method.NMastery(int _) ->
          prefix.stream()
              .filter(piece -> value(piece).atLeast(Fraction.of(policy.threshold())))
              .toList();
      case Method.MeanOfLast(int k) -> prefix.subList(Math.max(0, size - k), size);
      case Method.EvidenceRequirements skills -> counted(prefix, skills);
      case Method.Latest() -> prefix.subList(Math.max(0, size - 1), size);
      case Method.Highest() ->
          prefix.stream()
              .filter(piece -> prefix.stream().allMatch(o -> value(piece).atLeast(value(o))))
              .limit(1)
              .toList();
      case Method.Average(),
          Method.WeightedAverage(_),
          Method.DecayingAverage(_),
          Method.PowerLaw() ->
          prefix;
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
