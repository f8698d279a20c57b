package progression.reevaluatepolicy;

import java.time.Instant;
import java.util.List;
import progression.consequence.RecordCommand;
import progression.consequence.Revision;
import progression.curriculum.Curriculum;
import progression.event.Consequence;
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

  /**
   * What came of it.
   *
   * @param revisions the verdicts that changed
   * @param events what was recorded of it, with all that follows; none where it was done before
   */
  public record Reevaluated(List<Revision> revisions, List<Consequence> events) {
    public Reevaluated {
      revisions = List.copyOf(revisions);
      events = List.copyOf(events);
    }
  }
}
