package progression.event;

import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.mastery.Score;
import progression.mastery.Verdict;

/** Another score stands in place of all that were given before. */
public record EvidenceRescored(
    LearnerId learner,
    CompetencyId competency,
    EvidenceId evidence,
    FrameworkId framework,
    int frameworkVersion,
    Ruling ruling,
    Score score,
    Verdict verdict)
    implements EvidenceCorrected {}
