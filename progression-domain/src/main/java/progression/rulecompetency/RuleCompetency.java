package progression.rulecompetency;

import java.time.Instant;
import progression.agency.Actor;
import progression.consequence.RulingDecider;
import progression.curriculum.Curriculum;
import progression.curriculum.Resolution.Found;
import progression.event.Cause;
import progression.event.Ruling;
import progression.kernel.LearnerId;

/**
 * A person's ruling on the verdict on a competency. The same ruling again is answered as the first
 * time.
 *
 * @param author who gives it: the person that a client acts for, or the client
 * @param at when the command was given
 * @param curriculum what the command was completed with
 */
public record RuleCompetency(
    LearnerId learner,
    Found competency,
    Ruling ruling,
    Effect effect,
    Actor author,
    Instant at,
    Curriculum curriculum)
    implements RulingDecider.Command<RuleCompetency> {

  @Override
  public Cause cause() {
    return new Cause.ByRuling(competency.competency(), ruling.id());
  }

  @Override
  public RuleCompetency with(Curriculum inForce) {
    return new RuleCompetency(learner, competency, ruling, effect, author, at, inForce);
  }

  /** What the ruling does. */
  public enum Effect {
    /** It vouches for the mastery, whatever the evidence says. */
    OVERRIDE,
    /** It ends an override, and what was set aside counts again: the evidence decides. */
    CLEAR,
    /** It withdraws the mastery and sets aside what showed it. */
    WITHDRAW
  }
}
