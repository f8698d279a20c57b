package progression.api.goal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import progression.api.caller.Caller;
import progression.api.entry.Entering;
import progression.api.problem.ProblemAdvice;
import progression.curriculum.Curriculum;
import progression.event.EventCatalog;
import progression.goal.GoalCommand;
import progression.goal.GoalOutcome;
import progression.kernel.Decider;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;
import progression.ledger.command.Outcome;
import progression.ledger.command.UseCase;

/** Has what is done about goals decided, and answers. */
@Component
public final class GoalAnswers {

  private final Entering entering;

  GoalAnswers(Entering entering) {
    this.entering = entering;
  }

  /**
   * What the author is told.
   *
   * @param position where what was done stands in the ledger
   * @param consequences the wire names of the events that followed, in order
   */
  @Schema(name = "GoalAnswer")
  public record Answer(String learner, String goal, long position, List<String> consequences) {
    public Answer {
      consequences = List.copyOf(consequences);
    }
  }

  /** Has a command decided: 201 where it changed something, 200 where the goal stood so. */
  public <C extends GoalCommand> ResponseEntity<Object> answer(
      UseCase<C, ?, GoalOutcome> useCase,
      Caller caller,
      LearnerId learner,
      EntryId goal,
      Function<Curriculum, C> command) {
    Outcome<GoalOutcome> outcome =
        entering.decide(useCase, caller, learner, command, GoalCommand::isResolved);
    return switch (outcome) {
      case Outcome.Refused<GoalOutcome> refused -> ProblemAdvice.answer(refused.rejection());
      case Outcome.Recorded<GoalOutcome> recorded -> {
        GoalOutcome done = recorded.outcome();
        yield new ResponseEntity<>(
            new Answer(
                learner.value(),
                goal.value(),
                Decider.position(done.position(), recorded.firstPosition()),
                done.consequences().stream()
                    .map(event -> EventCatalog.entry(event.getClass()).name())
                    .toList()),
            done.again() ? HttpStatus.OK : HttpStatus.CREATED);
      }
    };
  }
}
