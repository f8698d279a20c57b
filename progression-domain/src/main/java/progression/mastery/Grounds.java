package progression.mastery;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.kernel.EvidenceId;
import progression.kernel.PolicyId;

/**
 * Why a decision on mastery was made.
 *
 * @param policy the policy that decided; none where no policy applies, and a person vouches for the
 *     mastery or no longer does
 * @param policyVersion 0 without a policy
 * @param estimate unrounded, on the policy's scale; none with fewer scores than the method needs
 * @param since when the evidence that satisfied it occurred; none where it is not satisfied
 * @param used the evidence behind the decision, in its order
 * @param leftOut the evidence that did not count, each with the reason
 * @param reason one plain sentence
 */
public record Grounds(
    @Nullable PolicyId policy,
    int policyVersion,
    @Nullable BigDecimal estimate,
    @Nullable BigDecimal threshold,
    @Nullable Instant since,
    List<EvidenceId> used,
    List<LeftOut> leftOut,
    String reason) {

  public Grounds {
    used = List.copyOf(used);
    leftOut = List.copyOf(leftOut);
  }

  /** Those of a verdict that no policy decides. */
  public static Grounds withoutPolicy(List<LeftOut> leftOut, String reason) {
    return new Grounds(null, 0, null, null, null, List.of(), leftOut, reason);
  }

  /** A piece of evidence that did not count, and why. */
  public record LeftOut(EvidenceId evidence, Why why) {}

  /** Why a piece of evidence did not count. */
  public enum Why {
    /** It is not scored yet. */
    UNSCORED,
    /** It is a level that the policy's scale does not have. */
    OFF_SCALE,
    /** It occurred before the policy's window. */
    OUTSIDE_WINDOW,
    /** The method looks at other scores only. */
    NOT_CONSIDERED,
    /** It came after the mastery that a sticky policy keeps. */
    AFTER_MASTERY,
    /** A person retracted it. */
    RETRACTED,
    /** A person withdrew the mastery that it had shown. */
    SET_ASIDE
  }
}
