package progression.consequence;

import progression.event.Cause;
import progression.event.VerdictChanged;
import progression.kernel.PolicyId;

/** The version of a policy that a claim of the record rests on. */
record Under(PolicyId policy, int version) {

  /**
   * What the claim rests on after a verdict. To evaluate again by its own policy, or by the one
   * that decides now, is to claim under another version; what another policy brings about is not.
   */
  Under after(VerdictChanged event) {
    PolicyId decided = event.verdict().policy();
    return decided != null
            && event.cause() instanceof Cause.ByPolicy by
            && (by.policy().equals(policy) || by.policy().equals(decided))
        ? new Under(decided, event.verdict().policyVersion())
        : this;
  }
}
