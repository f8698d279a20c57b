package progression.abandongoal;

import org.jspecify.annotations.Nullable;
import progression.agency.Actor;
import progression.goal.GoalCommand;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;

/**
 * Gives a goal up.
 *
 * @param change by which the same is known when it is sent again; none where the author gave none
 */
public record AbandonGoal(
    LearnerId learner, EntryId goal, String reason, Actor author, @Nullable EntryId change)
    implements GoalCommand {}
