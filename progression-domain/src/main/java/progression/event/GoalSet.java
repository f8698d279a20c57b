package progression.event;

import progression.agency.Actor;
import progression.agency.Goal;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;

/** A goal was set. */
public record GoalSet(LearnerId learner, EntryId goal, Goal definition, Actor author)
    implements GoalEvent {}
