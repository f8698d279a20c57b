package progression.reevaluatepolicy;

import java.time.Instant;
import progression.consequence.RecordCommand;
import progression.curriculum.Curriculum;
import progression.kernel.LearnerId;
import progression.kernel.PolicyId;

/**
 * Evaluates one learner's history again by the version of a policy that is in force.
 *
 * @param at when the command was given
 * @param curriculum what the command was completed with
 */
public record ReevaluatePolicy(
    LearnerId learner, PolicyId policy, Instant at, Curriculum curriculum)
    implements RecordCommand<ReevaluatePolicy> {

  @Override
  public ReevaluatePolicy with(Curriculum inForce) {
    return new ReevaluatePolicy(learner, policy, at, inForce);
  }
}
