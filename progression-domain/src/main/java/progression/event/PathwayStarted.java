package progression.event;

import progression.kernel.LearnerId;
import progression.kernel.PathwayId;

/**
 * A learner set out on a version of a pathway, which stays hers until {@link PathwayContinued}.
 *
 * @param stage the first stage, where she stands now
 */
public record PathwayStarted(LearnerId learner, PathwayId pathway, int pathwayVersion, String stage)
    implements LearnerEvent {}
