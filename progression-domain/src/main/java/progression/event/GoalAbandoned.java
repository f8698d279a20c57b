package progression.event;

import progression.agency.Actor;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;

/**
 * A goal is pursued no longer, until somebody reopens it.
 *
 * @param reason why, in the author's words
 */
public record GoalAbandoned(LearnerId learner, EntryId goal, String reason, Actor author)
    implements GoalEvent {}
