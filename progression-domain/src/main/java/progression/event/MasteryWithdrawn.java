package progression.event;

import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.mastery.Grounds;

/**
 * The record no longer claims that the learner has mastered the competency.
 *
 * @param cause the evidence whose arrival led to it
 */
public record MasteryWithdrawn(
    LearnerId learner,
    CompetencyId competency,
    FrameworkId framework,
    int frameworkVersion,
    EvidenceId cause,
    Grounds grounds)
    implements LearnerEvent {}
