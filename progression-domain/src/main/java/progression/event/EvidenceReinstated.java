package progression.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.mastery.Verdict;

/**
 * Retracted evidence counts again.
 *
 * @param remaining how many pieces on the competency count now
 * @param latest when the latest of them occurred
 */
public record EvidenceReinstated(
    LearnerId learner,
    CompetencyId competency,
    EvidenceId evidence,
    FrameworkId framework,
    int frameworkVersion,
    Ruling ruling,
    int remaining,
    @Nullable Instant latest,
    Verdict verdict)
    implements EvidenceCorrected {}
