package progression.event;

import org.jspecify.annotations.Nullable;
import progression.kernel.EvidenceId;
import progression.kernel.LearnerId;
import progression.kernel.PathwayId;

/**
 * The learner moved on from a completed stage, early or late.
 *
 * @param to the next stage; none where that was the last one
 * @param cause the evidence whose arrival led to it; none where it already held at enrolment
 */
public record LearnerAdvanced(
    LearnerId learner,
    PathwayId pathway,
    int pathwayVersion,
    String from,
    @Nullable String to,
    @Nullable EvidenceId cause)
    implements LearnerEvent {}
