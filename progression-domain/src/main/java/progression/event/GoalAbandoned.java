package progression.event;

import org.jspecify.annotations.Nullable;
import progression.agency.Actor;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;

/**
 * A goal is pursued no longer, until somebody reopens it.
 *
 * @param reason why, in the author's words
 * @param change by which the same is known when it is sent again; none where it was given none
 */
public record GoalAbandoned(
    LearnerId learner, EntryId goal, String reason, Actor author, @Nullable EntryId change)
    implements GoalEvent {}
