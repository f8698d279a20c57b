package progression.event;

import org.jspecify.annotations.Nullable;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.kernel.PathwayId;

/**
 * The learner moved on from a completed stage, early or late.
 *
 * @param frameworkVersion the version of the pathway's framework in force
 * @param to the next stage; none where that was the last one
 */
public record LearnerAdvanced(
    LearnerId learner,
    PathwayId pathway,
    int pathwayVersion,
    FrameworkId framework,
    int frameworkVersion,
    String from,
    @Nullable String to,
    Cause cause)
    implements Consequence {}
