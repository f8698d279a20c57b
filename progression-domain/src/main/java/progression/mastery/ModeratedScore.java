package progression.mastery;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/** What the scores of several scorers come to. */
public final class ModeratedScore {

  private ModeratedScore() {}

  /**
   * The one score that stands for several.
   *
   * @param scores two or more, in the order in which they were given
   */
  public static Score of(Policy policy, List<Score> scores) {
    Policy.Scale scale = policy.scale();
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
