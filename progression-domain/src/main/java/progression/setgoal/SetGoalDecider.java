package progression.setgoal;

import static progression.kernel.Decision.accepted;
import static progression.kernel.Decision.rejected;

import java.util.List;
import progression.agency.Role;
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
    GoalSet first = state.first();
    return defined(
        command.aim(),
        first == null ? null : first.definition(),
        state,
        definition -> {
          var event = new GoalSet(command.learner(), command.goal(), definition, command.author());
          if (first == null) {
            return record(event, state);
          }
          return first.equals(event)
              ? accepted(List.of(), state.firstOutcome())
              : rejected(
                  Rejection.Type.ENTRY_CONFLICT,
                  "the goal %s was set in other terms; revise it or use another id"
                      .formatted(command.goal()));
        });
  }
}
