package progression.reevaluatepathway;

import progression.consequence.RecordCommand;
import progression.curriculum.Curriculum;
import progression.kernel.LearnerId;
import progression.kernel.PathwayId;

/**
 * Takes one learner over to the version of a pathway that is in force, where she is on an earlier
 * one.
 *
 * @param curriculum what the command was completed with
 */
public record ReevaluatePathway(LearnerId learner, PathwayId pathway, Curriculum curriculum)
    implements RecordCommand<ReevaluatePathway> {

  @Override
  public ReevaluatePathway with(Curriculum inForce) {
    return new ReevaluatePathway(learner, pathway, inForce);
  }
}
