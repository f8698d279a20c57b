package progression.expiremasteries;

import java.time.Instant;
import progression.consequence.RecordCommand;
import progression.curriculum.Curriculum;
import progression.kernel.LearnerId;

/**
 * Takes back what one learner's record claims and what no longer holds at a moment.
 *
 * @param at the moment, which is not after the command was given
 * @param curriculum what the command was completed with
 */
public record ExpireMasteries(LearnerId learner, Instant at, Curriculum curriculum)
    implements RecordCommand<ExpireMasteries> {

  @Override
  public ExpireMasteries with(Curriculum inForce) {
    return new ExpireMasteries(learner, at, inForce);
  }
}
