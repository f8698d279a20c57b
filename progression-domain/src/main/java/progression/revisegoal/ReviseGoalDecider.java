package progression.revisegoal;

import static progression.kernel.Decision.accepted;
import static progression.kernel.Decision.rejected;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import progression.agency.Goal.StageAim;
import progression.agency.Role;
import progression.consequence.Pursuit.Status;
import progression.event.GoalEvent;
import progression.event.GoalRevised;
import progression.event.ProgressionEvent;
import progression.goal.GoalDecider;
import progression.goal.GoalOutcome;
import progression.goal.GoalState;
import progression.kernel.Decision;
import progression.kernel.Rejection;

/** Only the learner and her teachers agree on other terms. Asking for less can achieve a goal. */
public final class ReviseGoalDecider extends GoalDecider<ReviseGoal> {
  public ReviseGoalDecider() {
    super(EnumSet.of(Role.LEARNER, Role.TEACHER));
  }

  @Override
  protected Decision<ProgressionEvent, GoalOutcome> change(ReviseGoal command, GoalState state) {
    return onGoal(
        command,
        state,
        pursuit -> {
          if (pursuit.status() == Status.ABANDONED) {
            return rejected(
                Rejection.Type.ENTRY_CLOSED,
                "the goal %s is abandoned; reopen it first".formatted(command.goal()));
          }
          return command.aim().says(pursuit.definition())
                  && isInForce(pursuit.definition().stage(), state)
              ? accepted(List.of(), state.unchanged())
              : revised(command, state);
        });
  }

  /** Once her pathway has moved on, the same words may mean another thing. */
  private static boolean isInForce(@Nullable StageAim stage, GoalState state) {
    return stage == null
        || state.standing().version(stage.pathway()).equals(Optional.of(stage.pathwayVersion()));
  }

  /** Other terms say what they mean by what is in force. */
  private static Decision<ProgressionEvent, GoalOutcome> revised(
      ReviseGoal command, GoalState state) {
    return defined(
        command.aim(),
        state,
        definition ->
            record(
                new GoalRevised(
                    command.learner(),
                    command.goal(),
                    definition,
                    command.reason(),
                    command.author(),
                    command.change()),
                state));
  }

  @Override
  protected boolean isRepeated(ReviseGoal command, GoalEvent before) {
    return before instanceof GoalRevised done
        && done.author().equals(command.author())
        && Objects.equals(done.reason(), command.reason())
        && command.aim().says(done.definition());
  }
}
