package progression.correctevidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import progression.agency.Actor;
import progression.consequence.RulingDecider;
import progression.curriculum.Curriculum;
import progression.curriculum.Resolution.Found;
import progression.event.Cause;
import progression.event.Ruling;
import progression.kernel.EvidenceId;
import progression.kernel.LearnerId;
import progression.mastery.Score;

/**
 * A person's ruling on a piece of evidence that is in the record. The same ruling again is answered
 * as the first time.
 *
 * @param learner whose evidence it is, as it was recorded
 * @param competency what it shows, as it was recorded
 * @param author who gives it: the person that a client acts for, or the client
 * @param at when the command was given
 * @param curriculum what the command was completed with
 */
public record CorrectEvidence(
    LearnerId learner,
    Found competency,
    EvidenceId evidence,
    Ruling ruling,
    Correction correction,
    Actor author,
    Instant at,
    Curriculum curriculum)
    implements RulingDecider.Command<CorrectEvidence> {

  @Override
  public Cause cause() {
    return new Cause.ByCorrection(evidence, ruling.id());
  }

  @Override
  public CorrectEvidence with(Curriculum inForce) {
    return new CorrectEvidence(
        learner, competency, evidence, ruling, correction, author, at, inForce);
  }

  /** What is to be done with the evidence. */
  public sealed interface Correction {

    /** To score what awaits evaluation or was revised. */
    record Scored(Score score, @Nullable Instant assessedAt) implements Correction {}

    /** To put another score in place of all that were given. */
    record Rescored(Score score) implements Correction {}

    /** To add the score of a further scorer. */
    record Moderated(Score score) implements Correction {}

    /** To send unscored work back to the learner. */
    record SentBack() implements Correction {}

    /** To take it out of the count. */
    record Retracted() implements Correction {}

    /** To let it count again. */
    record Reinstated() implements Correction {}
  }
}
