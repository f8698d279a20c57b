package progression.mastery;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.kernel.EvidenceId;
import progression.kernel.PolicyId;

/**
 * What a policy makes of the evidence of one learner on one competency.
 *
 * <p>Every piece of evidence stands in exactly one of {@code used} and {@code leftOut}, both in the
 * order of the evidence. Where a sticky policy is satisfied, they and the reason describe the
 * evidence that first satisfied it; the estimate always speaks of all evidence that counts.
 *
 * @param estimate on the policy's scale, now; see {@link Mastery} for how exact it is. None while
 *     there are fewer scores than the method needs
 * @param since when the evidence with which it became satisfied occurred; none where it is not
 *     satisfied, or by what people vouch for alone
 * @param expires when the mastery lapses, or where it is no longer satisfied has lapsed, unless
 *     later evidence shows it again; none without an expiry or where it was not shown
 * @param used the evidence that the method looked at
 * @param leftOut the evidence that it did not look at, each with the reason
 * @param missing what the evidence does not show yet besides its scores; none where it is satisfied
 * @param reason one plain sentence
 */
public record Assessment(
    boolean satisfied,
    @Nullable BigDecimal estimate,
    @Nullable Instant since,
    @Nullable Instant expires,
    List<EvidenceId> used,
    List<Grounds.LeftOut> leftOut,
    List<String> missing,
    String reason) {

  public Assessment {
    used = List.copyOf(used);
    leftOut = List.copyOf(leftOut);
    missing = List.copyOf(missing);
  }

  /** The same as the grounds of a decision, with the policy that was applied. */
  public Grounds grounds(PolicyId policy, int version, BigDecimal threshold) {
    return new Grounds(policy, version, estimate, threshold, since, used, leftOut, reason);
  }
}
