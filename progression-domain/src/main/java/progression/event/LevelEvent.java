package progression.event;

import java.math.BigDecimal;
import progression.kernel.CompetencyId;
import progression.mastery.Grounds;

/** The record's claim changed of how far a mastery reaches, in what is asked of the learner. */
public sealed interface LevelEvent extends Consequence permits LevelReached, LevelWithdrawn {

  CompetencyId competency();

  /** On the policy's scale. */
  BigDecimal level();

  /** Why; their threshold is the level, unless the mastery itself ended. */
  Grounds grounds();
}
