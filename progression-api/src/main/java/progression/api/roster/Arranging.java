package progression.api.roster;

import java.util.function.LongFunction;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import progression.api.caller.Caller;
import progression.api.problem.ProblemAdvice;
import progression.ledger.command.Commands;
import progression.ledger.command.Outcome;
import progression.ledger.command.UseCase;
import progression.roster.RosterDecider;

/** Has it decided how it stands between a learner and another, and answers. */
@Component
public final class Arranging {

  private final Commands commands;

  Arranging(Commands commands) {
    this.commands = commands;
  }

  /**
   * Has a command decided: 201 where it changed something, 200 where it stood so.
   *
   * @param answer from the position to what the caller is told
   */
  public <C extends RosterDecider.Command> ResponseEntity<Object> arrange(
      UseCase<C, ?, Boolean> useCase, Caller caller, C command, LongFunction<Object> answer) {
    Outcome<Boolean> outcome =
        commands.dispatch(
            useCase,
            caller.district(),
            caller.interactive(),
            command.learner().value(),
            () -> command);
    return switch (outcome) {
      case Outcome.Refused<Boolean> refused -> ProblemAdvice.answer(refused.rejection());
      case Outcome.Recorded<Boolean> recorded ->
          new ResponseEntity<>(
              answer.apply(recorded.position()),
              recorded.outcome() ? HttpStatus.CREATED : HttpStatus.OK);
    };
  }
}
