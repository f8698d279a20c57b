package progression.mastery;

import java.math.BigDecimal;

/** Keeps numbers that come from outside small enough to calculate with exactly. */
public final class Digits {

  static final int MOST = 30;

  private Digits() {}

  /**
   * The value without trailing zeros, by which numbers are compared, or an {@link
   * IllegalArgumentException} for one with more digits than any grade book has: {@code
   * 1E+999999999} is twelve characters to read, and a gigabyte to add to.
   */
  public static BigDecimal limited(String what, BigDecimal value) {
    if (value.precision() > MOST || value.scale() > MOST || value.scale() < -MOST) {
      throw new IllegalArgumentException(what + " has at most " + MOST + " digits");
    }
    return plain(value);
  }

  /** The same number without trailing zeros and without an exponent. */
  static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
