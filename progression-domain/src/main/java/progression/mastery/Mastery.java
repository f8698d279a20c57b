package progression.mastery;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** From evidence to an estimate and whether it satisfies, by a policy. */
public final class Mastery {

  private Mastery() {}

  /**
   * What the policy makes of the evidence.
   *
   * @param evidence the effective evidence of one learner on one competency, in any order
   * @param asOf the time of the command; it matters only to a policy with a window
   */
  public static Assessment assess(Policy policy, Collection<Evidence> evidence, Instant asOf) {
    throw new UnsupportedOperationException();
  }

  /** Why the policy's scale has no place for the score; empty where it has one. */
  public static Optional<String> refusal(Policy policy, Score score) {
    throw new UnsupportedOperationException();
  }

  /** An estimate as it is shown: two decimals, halves away from zero. */
  public static BigDecimal rounded(BigDecimal estimate) {
    throw new UnsupportedOperationException();
  }
}
