package progression.setgoal;

import progression.agency.Actor;
import progression.curriculum.Curriculum;
import progression.goal.Aim;
import progression.goal.GoalCommand;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;

/**
 * Sets a goal.
 *
 * @param curriculum what the command was completed with
 */
public record SetGoal(LearnerId learner, EntryId goal, Aim aim, Actor author, Curriculum curriculum)
    implements GoalCommand {}
