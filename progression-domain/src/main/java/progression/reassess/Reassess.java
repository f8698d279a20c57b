package progression.reassess;

import java.time.Instant;
import progression.agency.Actor;
import progression.consequence.RecordCommand;
import progression.curriculum.Curriculum;
import progression.curriculum.Resolution.Found;
import progression.kernel.LearnerId;

/**
 * Looks at the verdict on a competency again, with nothing new but the time. Where nothing changed,
 * nothing is recorded.
 *
 * @param author who asks: the person that a client acts for, or the client
 * @param at when the command was given
 * @param curriculum what the command was completed with
 */
public record Reassess(
    LearnerId learner, Found competency, Actor author, Instant at, Curriculum curriculum)
    implements RecordCommand<Reassess> {

  @Override
  public Reassess with(Curriculum inForce) {
    return new Reassess(learner, competency, author, at, inForce);
  }
}
