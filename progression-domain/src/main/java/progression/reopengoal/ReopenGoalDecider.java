package progression.reopengoal;

import static progression.kernel.Decision.accepted;
import static progression.kernel.Decision.rejected;

import java.util.EnumSet;
import java.util.List;
import progression.agency.Role;
import progression.event.Cause;
import progression.event.GoalEvent;
import progression.event.GoalReopened;
import progression.event.ProgressionEvent;
import progression.goal.GoalDecider;
import progression.goal.GoalOutcome;
import progression.goal.GoalState;
import progression.kernel.Decision;
import progression.kernel.Rejection;

/** What was mastered in the meantime achieves the goal at once. */
public final class ReopenGoalDecider extends GoalDecider<ReopenGoal> {
  public ReopenGoalDecider() {
    super(EnumSet.of(Role.LEARNER, Role.TEACHER));
  }

  @Override
  protected Decision<ProgressionEvent, GoalOutcome> change(ReopenGoal command, GoalState state) {
    return onGoal(
        command,
        state,
        pursuit ->
            switch (pursuit.status()) {
              case OPEN -> accepted(List.of(), state.unchanged());
              case ACHIEVED ->
                  rejected(
                      Rejection.Type.ENTRY_CLOSED,
                      "the goal %s is achieved; it opens by itself if it no longer holds"
                          .formatted(command.goal()));
              case ABANDONED ->
                  record(
                      new GoalReopened(
                          command.learner(),
                          command.goal(),
                          pursuit.competencies(state.standing()::meets, false),
                          new Cause.ByGoal(command.goal()),
                          command.reason(),
                          command.author(),
                          command.change()),
                      state);
            });
  }

  @Override
  protected boolean isRepeated(ReopenGoal command, GoalEvent before) {
    return before instanceof GoalReopened done
        && command.author().equals(done.author())
        && command.reason().equals(done.reason());
  }
}
