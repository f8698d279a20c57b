package progression.abandongoal;

import static progression.kernel.Decision.accepted;
import static progression.kernel.Decision.rejected;

import java.util.EnumSet;
import java.util.List;
import progression.agency.Role;
import progression.event.GoalAbandoned;
import progression.event.GoalEvent;
import progression.event.ProgressionEvent;
import progression.goal.GoalDecider;
import progression.goal.GoalOutcome;
import progression.goal.GoalState;
import progression.kernel.Decision;
import progression.kernel.Rejection;

/** What is achieved can not be given up. */
public final class AbandonGoalDecider extends GoalDecider<AbandonGoal> {
  public AbandonGoalDecider() {
    super(EnumSet.of(Role.LEARNER, Role.TEACHER));
  }

  @Override
  protected Decision<ProgressionEvent, GoalOutcome> change(AbandonGoal command, GoalState state) {
    return onGoal(
        command,
        state,
        pursuit ->
            switch (pursuit.status()) {
              case OPEN ->
                  record(
                      new GoalAbandoned(
                          command.learner(),
                          command.goal(),
                          command.reason(),
                          command.author(),
                          command.change()),
                      state);
              case ACHIEVED ->
                  rejected(
                      Rejection.Type.ENTRY_CLOSED,
                      "the goal %s is achieved".formatted(command.goal()));
              case ABANDONED -> accepted(List.of(), state.unchanged());
            });
  }

  @Override
  protected boolean isRepeated(AbandonGoal command, GoalEvent before) {
    return before instanceof GoalAbandoned done
        && command.author().equals(done.author())
        && command.reason().equals(done.reason());
  }
}
