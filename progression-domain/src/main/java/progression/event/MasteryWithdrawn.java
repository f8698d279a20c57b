package progression.event;

import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.mastery.Grounds;

/** The record no longer claims that the learner has mastered the competency. */
public record MasteryWithdrawn(
    LearnerId learner,
    CompetencyId competency,
    FrameworkId framework,
    int frameworkVersion,
    Cause cause,
    Grounds grounds)
    implements CompetencyEvent, Consequence {}
