package progression.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.mastery.Score;
import progression.mastery.Verdict;

/**
 * Evidence that awaited evaluation, or was revised, was scored.
 *
 * @param assessedAt when it was judged, where that is known apart
 */
public record EvidenceScored(
    LearnerId learner,
    CompetencyId competency,
    EvidenceId evidence,
    FrameworkId framework,
    int frameworkVersion,
    Ruling ruling,
    Score score,
    @Nullable Instant assessedAt,
    Verdict verdict)
    implements EvidenceCorrected {}
