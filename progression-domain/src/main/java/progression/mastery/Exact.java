package progression.mastery;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A number without any rounding: a decimal over a whole number. Two thirds of the points are two
 * thirds here, so that three such scores average to what they should.
 *
 * @param denominator greater than 0; 1 for everything but raw scores and means
 */
record Exact(BigDecimal numerator, BigInteger denominator) implements Comparable<Exact> {

  private static final MathContext DECIMAL = new MathContext(34, RoundingMode.FLOOR);

  static Exact of(BigDecimal value) {
    return new Exact(value, BigInteger.ONE);
  }

  /** The score on the scale: shares and points are spread over its whole range. */
  static Exact of(Score score, Policy.Scale scale) {
    BigDecimal range = scale.max().subtract(scale.min());
    return switch (score) {
      case Score.Scaled(BigDecimal share) -> of(scale.min().add(share.multiply(range)));
      case Score.Raw(BigDecimal raw, BigDecimal max) ->
          new Exact(
              scale.min().multiply(max).add(raw.multiply(range)).scaleByPowerOfTen(max.scale()),
              max.unscaledValue());
      case Score.Level(BigDecimal level) -> of(level);
    };
  }

  Exact plus(Exact other) {
    BigInteger common = denominator.gcd(other.denominator);
    BigInteger mine = other.denominator.divide(common);
    BigInteger others = denominator.divide(common);
    return new Exact(
        numerator
            .multiply(new BigDecimal(mine))
            .add(other.numerator.multiply(new BigDecimal(others))),
        denominator.multiply(mine));
  }

  Exact minus(Exact other) {
    return plus(other.times(BigDecimal.ONE.negate()));
  }

  Exact times(BigDecimal factor) {
    return new Exact(numerator.multiply(factor), denominator);
  }

  /**
   * @param count greater than 0
   */
  Exact dividedBy(int count) {
    return new Exact(numerator, denominator.multiply(BigInteger.valueOf(count)));
  }

  boolean reaches(BigDecimal threshold) {
    return numerator.compareTo(threshold.multiply(new BigDecimal(denominator))) >= 0;
  }

  /** By value. Not consistent with equals: 1/2 and 2/4 are two of these. */
  @Override
  public int compareTo(Exact other) {
    return numerator
        .multiply(new BigDecimal(other.denominator))
        .compareTo(other.numerator.multiply(new BigDecimal(denominator)));
  }

  /**
   * The number as a decimal of at most 34 digits, the rest cut off downwards. A threshold has fewer
   * digits, so this reaches it exactly when the number itself does.
   */
  BigDecimal decimal() {
    return Digits.plain(numerator.divide(new BigDecimal(denominator), DECIMAL));
  }

  /** The number with so many decimals, halves away from zero. */
  BigDecimal rounded(int decimals) {
    return numerator.divide(new BigDecimal(denominator), decimals, RoundingMode.HALF_UP);
  }
}
