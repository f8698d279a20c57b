package progression.reopengoal;

import org.jspecify.annotations.Nullable;
import progression.agency.Actor;
import progression.goal.GoalCommand;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;

/**
 * Takes an abandoned goal up again.
 *
 * @param change by which the same is known when it is sent again; none where the author gave none
 */
public record ReopenGoal(
    LearnerId learner, EntryId goal, String reason, Actor author, @Nullable EntryId change)
    implements GoalCommand {}
