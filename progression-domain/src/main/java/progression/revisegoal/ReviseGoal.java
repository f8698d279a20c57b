package progression.revisegoal;

import org.jspecify.annotations.Nullable;
import progression.agency.Actor;
import progression.curriculum.Curriculum;
import progression.goal.Aim;
import progression.goal.GoalCommand;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;

/**
 * Puts a goal in other terms.
 *
 * @param change by which the same is known when it is sent again; none where the author gave none
 * @param curriculum what the command was completed with
 */
public record ReviseGoal(
    LearnerId learner,
    EntryId goal,
    Aim aim,
    @Nullable String reason,
    Actor author,
    @Nullable EntryId change,
    Curriculum curriculum)
    implements GoalCommand {}
