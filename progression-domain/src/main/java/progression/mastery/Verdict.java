package progression.mastery;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import progression.kernel.PolicyId;

/**
 * What the rules say of one learner and one competency.
 *
 * @param estimate unrounded, on the policy's scale; none without scored evidence or a policy
 * @param threshold what the estimate has to reach; none where no policy applies
 * @param policy the policy that decided; none where no policy applies
 * @param policyVersion 0 where no policy applies
 * @param since when the evidence that satisfied it occurred; only while mastered
 * @param reason one plain sentence
 */
public record Verdict(
    Status status,
    @Nullable BigDecimal estimate,
    @Nullable BigDecimal threshold,
    @Nullable PolicyId policy,
    int policyVersion,
    @Nullable Instant since,
    String reason) {

  /** Where a learner stands with a competency. */
  public enum Status {
    NOT_STARTED,
    LOCKED,
    AWAITING_EVALUATION,
    NEEDS_REVISION,
    NOT_YET,
    MASTERED,
    WITHDRAWN,
    OVERRIDDEN
  }
}
