package progression.event;

import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.mastery.Score;
import progression.mastery.Verdict;

/**
 * A further scorer judged the evidence on her own. What the scores come to is said by the policy.
 */
public record EvidenceModerated(
    LearnerId learner,
    CompetencyId competency,
    EvidenceId evidence,
    FrameworkId framework,
    int frameworkVersion,
    Ruling ruling,
    Score score,
    Verdict verdict)
    implements EvidenceCorrected {}
