package progression.event;

import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.mastery.Verdict;

/** The assessor sends unscored work back to the learner. A score ends it. */
public record RevisionRequested(
    LearnerId learner,
    CompetencyId competency,
    EvidenceId evidence,
    FrameworkId framework,
    int frameworkVersion,
    Ruling ruling,
    Verdict verdict)
    implements EvidenceCorrected {}
