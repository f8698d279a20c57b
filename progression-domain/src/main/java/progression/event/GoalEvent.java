package progression.event;

import org.jspecify.annotations.Nullable;
import progression.kernel.EntryId;

/** Something that happened to one of the learner's goals. */
public sealed interface GoalEvent extends LearnerEvent
    permits GoalSet, GoalRevised, GoalAchieved, GoalAbandoned, GoalReopened {

  EntryId goal();

  /**
   * By which what a person did about the goal is known when it is sent again; none where she gave
   * no id to it.
   */
  default @Nullable EntryId change() {
    return null;
  }
}
