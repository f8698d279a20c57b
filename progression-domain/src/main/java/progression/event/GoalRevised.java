package progression.event;

import org.jspecify.annotations.Nullable;
import progression.agency.Actor;
import progression.agency.Goal;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;

/**
 * A goal was put in other terms, which replace those before.
 *
 * @param reason why, in the author's words
 * @param change by which the same is known when it is sent again; none where it was given none
 */
public record GoalRevised(
    LearnerId learner,
    EntryId goal,
    Goal definition,
    @Nullable String reason,
    Actor author,
    @Nullable EntryId change)
    implements GoalEvent {}
