package progression.mastery;

import java.math.BigDecimal;

/** The formula of a policy: from scores, in the order of the evidence, to an estimate. */
public sealed interface Method {

  /**
   * The last {@code n} scores all reach the threshold; the estimate is the lowest of them, none
   * with fewer than {@code n}.
   */
  record Consecutive(int n) implements Method {
    public Consecutive {
      positive("n", n);
    }
  }

  /**
   * At least {@code n} of the last {@code m} scores reach the threshold; the estimate is the n-th
   * highest of them, none with fewer than {@code n}.
   */
  record NOfLastM(int n, int m) implements Method {
    public NOfLastM {
      positive("n", n);
      if (m < n) {
        throw new IllegalArgumentException("m is at least n");
      }
    }
  }

  /** The last score. */
  record Latest() implements Method {}

  /** The highest score. */
  record Highest() implements Method {}

  /** The mean of all scores. */
  record Average() implements Method {}

  /** {@code w·last + (1−w)·mean(earlier)}; a single score stands for itself. */
  record WeightedAverage(BigDecimal w) implements Method {
    public WeightedAverage {
      w = weight(w);
    }
  }

  /** {@code d₁ = s₁; dₙ = (1−w)·dₙ₋₁ + w·sₙ}. */
  record DecayingAverage(BigDecimal w) implements Method {
    public DecayingAverage {
      w = weight(w);
    }
  }

  private static void positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is at least 1");
    }
  }

  /** Each score makes an exact decaying average longer by the decimals of its weight. */
  private static BigDecimal weight(BigDecimal w) {
    if (w.signum() <= 0 || w.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException("w is greater than 0 and at most 1");
    }
    BigDecimal plain = Digits.plain(w);
    if (plain.scale() > 4) {
      throw new IllegalArgumentException("w has at most 4 decimals");
    }
    return plain;
  }
}
