package progression.mastery;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.mastery.Policy.Moderation;
import progression.mastery.Policy.Moderation.Resolution;

/** What the scores of one or more scorers come to, as the policy's moderation says. */
public final class ModeratedScore {

  /** Where a policy names no moderation: a second score counts as much as the first. */
  private static final Moderation EQUALS = new Moderation(false, BigDecimal.ZERO, Resolution.MEAN);

  private ModeratedScore() {}

  /**
   * The one score that stands for all.
   *
   * @param scores one or more, in the order in which they were given
   * @return none while a further scorer is waited for
   */
  public static @Nullable Score of(Policy policy, List<Score> scores) {
    Moderation named = policy.requirements().moderation();
    Moderation moderation = named == null ? EQUALS : named;
    Score first = scores.getFirst();
    if (scores.size() == 1) {
      return moderation.required() ? null : first;
    }
    Policy.Scale scale = policy.scale();
    if (scores.stream().allMatch(score -> agree(first, score, moderation, scale))) {
      return first;
    }
    return switch (moderation.resolution()) {
      case MEAN -> mean(scores, scale);
      case LOWER ->
          scores.stream().min(Comparator.comparing(score -> Exact.of(score, scale))).orElseThrow();
      case THIRD_SCORER -> scores.size() > 2 ? scores.getLast() : null;
    };
  }

  private static boolean agree(Score one, Score other, Moderation by, Policy.Scale scale) {
    Exact tolerance = Exact.of(by.tolerance());
    Exact first = Exact.of(one, scale);
    Exact second = Exact.of(other, scale);
    return first.compareTo(second.plus(tolerance)) <= 0
        && second.compareTo(first.plus(tolerance)) <= 0;
  }

  private static Score mean(List<Score> scores, Policy.Scale scale) {
    Exact sum = Exact.of(BigDecimal.ZERO);
    for (Score score : scores) {
      sum = sum.plus(Exact.of(score, scale));
    }
    return score(sum.dividedBy(scores.size()), scale);
  }

  /** A share of the scale as a fraction in lowest terms; cut off where it has too many digits. */
  private static Score score(Exact mean, Policy.Scale scale) {
    BigDecimal denominator = new BigDecimal(mean.denominator());
    BigDecimal points = mean.numerator().subtract(scale.min().multiply(denominator));
    BigDecimal most = scale.max().subtract(scale.min()).multiply(denominator);
    int decimals = Math.max(0, Math.max(points.scale(), most.scale()));
    BigInteger raw = points.scaleByPowerOfTen(decimals).toBigIntegerExact();
    BigInteger max = most.scaleByPowerOfTen(decimals).toBigIntegerExact();
    BigInteger common = raw.gcd(max);
    BigDecimal rawPoints = new BigDecimal(raw.divide(common));
    BigDecimal maxPoints = new BigDecimal(max.divide(common));
    return Math.max(rawPoints.precision(), maxPoints.precision()) <= Digits.MOST
        ? new Score.Raw(rawPoints, maxPoints)
        : new Score.Scaled(rawPoints.divide(maxPoints, Digits.MOST, RoundingMode.FLOOR));
  }
}
