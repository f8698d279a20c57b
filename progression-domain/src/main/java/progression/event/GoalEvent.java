package progression.event;

import progression.kernel.EntryId;

/** Something that happened to one of the learner's goals. */
public sealed interface GoalEvent extends LearnerEvent
    permits GoalSet, GoalRevised, GoalAchieved, GoalAbandoned, GoalReopened {

  EntryId goal();
}
