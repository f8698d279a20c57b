package progression.reevaluatepathway;

import java.time.Instant;
import progression.consequence.RecordCommand;
import progression.curriculum.Curriculum;
import progression.kernel.LearnerId;
import progression.kernel.PathwayId;

/**
 * Takes one learner over to the version of a pathway that is in force, where she is on an earlier
 * one.
 *
 * @param at when the command was given
 * @param curriculum what the command was completed with
 */
public record ReevaluatePathway(
    LearnerId learner, PathwayId pathway, Instant at, Curriculum curriculum)
    implements RecordCommand<ReevaluatePathway> {

  @Override
  public ReevaluatePathway with(Curriculum inForce) {
    return new ReevaluatePathway(learner, pathway, at, inForce);
  }
}
