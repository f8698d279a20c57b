package progression.event;

/** Something that followed by the rules, in the same stroke as its cause. */
public sealed interface Consequence extends LearnerEvent
    permits CompetencyMastered,
        MasteryWithdrawn,
        VerdictChanged,
        LevelEvent,
        PathwayContinued,
        StageCompleted,
        StagePlacedUnderReview,
        LearnerAdvanced,
        GoalAchieved,
        GoalReopened {

  Cause cause();
}
