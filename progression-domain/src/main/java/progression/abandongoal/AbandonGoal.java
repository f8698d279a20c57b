package progression.abandongoal;

import progression.agency.Actor;
import progression.goal.GoalCommand;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;

/** Gives a goal up. */
public record AbandonGoal(LearnerId learner, EntryId goal, String reason, Actor author)
    implements GoalCommand {}
