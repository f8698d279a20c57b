package progression.mastery;

import java.math.BigDecimal;

/** A score in one of the three forms that districts use. Trailing zeros do not distinguish. */
public sealed interface Score {

  /** A share of the possible, from 0 to 1. */
  record Scaled(BigDecimal scaled) implements Score {
    public Scaled {
      scaled = plain(scaled);
      if (scaled.signum() < 0 || scaled.compareTo(BigDecimal.ONE) > 0) {
        throw new IllegalArgumentException("a scaled score lies between 0 and 1: " + scaled);
      }
    }
  }

  /** Points out of a maximum. */
  record Raw(BigDecimal raw, BigDecimal max) implements Score {
    public Raw {
      raw = plain(raw);
      max = plain(max);
      if (max.signum() <= 0) {
        throw new IllegalArgumentException("the maximum score is greater than 0: " + max);
      }
      if (raw.signum() < 0 || raw.compareTo(max) > 0) {
        throw new IllegalArgumentException("a raw score lies between 0 and its maximum: " + raw);
      }
    }
  }

  /** A performance level on the policy's own scale. */
  record Level(BigDecimal level) implements Score {
    public Level {
      level = plain(level);
    }
  }

  private static BigDecimal plain(BigDecimal value) {
    return Digits.limited("a score", value);
  }
}
