package progression.event;

import progression.kernel.LearnerId;

/** Something that happened to one learner. An event never names more than one. */
public sealed interface LearnerEvent extends ProgressionEvent
    permits RosterEvent,
        PathwayStarted,
        CompetencyEvent,
        Consequence,
        GoalEvent,
        LearnerOwnedEvent {

  LearnerId learner();
}
