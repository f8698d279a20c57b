package progression.reopengoal;

import progression.agency.Actor;
import progression.goal.GoalCommand;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;

/** Takes an abandoned goal up again. */
public record ReopenGoal(LearnerId learner, EntryId goal, String reason, Actor author)
    implements GoalCommand {}
