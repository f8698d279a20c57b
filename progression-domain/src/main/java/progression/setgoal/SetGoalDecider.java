package progression.setgoal;

import static progression.kernel.Decision.accepted;
import static progression.kernel.Decision.rejected;

import java.util.List;
import progression.agency.Role;
import progression.event.GoalEvent;
import progression.event.GoalSet;
import progression.event.ProgressionEvent;
import progression.goal.GoalDecider;
import progression.goal.GoalOutcome;
import progression.goal.GoalState;
import progression.kernel.Decision;
import progression.kernel.Rejection;

/** A goal that holds already is achieved at once. */
public final class SetGoalDecider extends GoalDecider<SetGoal> {
  public SetGoalDecider() {
    super(Role.CLOSE);
  }

  @Override
  public Decision<ProgressionEvent, GoalOutcome> decide(SetGoal command, GoalState state) {
    return state.circle().permitted(command.author(), Role.CLOSE, () -> change(command, state));
  }

  @Override
  protected Decision<ProgressionEvent, GoalOutcome> change(SetGoal command, GoalState state) {
    GoalState.Done first = state.first();
    if (first == null) {
      return defined(
          command.aim(),
          state,
          definition ->
              record(
                  new GoalSet(command.learner(), command.goal(), definition, command.author()),
                  state));
    }
    return isRepeated(command, first.event())
        ? accepted(List.of(), first.outcome())
        : rejected(
            Rejection.Type.ENTRY_CONFLICT,
            "the goal %s was set in other terms; revise it or use another id"
                .formatted(command.goal()));
  }

  @Override
  protected boolean isRepeated(SetGoal command, GoalEvent first) {
    return first instanceof GoalSet before
        && before.author().equals(command.author())
        && command.aim().says(before.definition());
  }
}
