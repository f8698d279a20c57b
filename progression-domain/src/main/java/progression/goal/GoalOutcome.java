package progression.goal;

import java.util.List;
import progression.event.Consequence;

/**
 * What the author is told.
 *
 * @param again whether it stood so before
 * @param position a reference to where it stands, as a decider gives it
 * @param consequences what followed in the same stroke, in order
 */
public record GoalOutcome(boolean again, long position, List<Consequence> consequences) {
  public GoalOutcome {
    consequences = List.copyOf(consequences);
  }
}
