package progression.event;

import org.jspecify.annotations.Nullable;
import progression.kernel.LearnerId;
import progression.kernel.PathwayId;

/**
 * A learner goes on in a later version of a pathway that she is on. What she passed stays passed.
 *
 * @param stage the first stage that she has not passed, where she stands now; none where she has
 *     passed them all
 */
public record PathwayContinued(
    LearnerId learner, PathwayId pathway, int pathwayVersion, @Nullable String stage, Cause cause)
    implements Consequence {}
