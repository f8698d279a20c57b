package progression.api.goal;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import progression.agency.Actor;
import progression.api.caller.Caller;
import progression.api.entry.Entering;
import progression.api.intake.Body;
import progression.api.intake.Fields;
import progression.api.intake.Parameters;
import progression.api.problem.ProblemAdvice;
import progression.api.verdict.VerdictAnswer;
import progression.curriculum.Curriculum;
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
   * @param goal the id of the goal
   */
  @Schema(name = "GoalAnswer")
  public record Answer(
      String learner, String goal, long position, List<VerdictAnswer.Consequence> consequences) {
    public Answer {
      consequences = List.copyOf(consequences);
    }
  }

  /**
   * A command on a goal that takes no more than a reason.
   *
   * @param <C> the command
   */
  public interface WithReason<C> {
    C of(LearnerId learner, EntryId goal, String reason, Actor author, @Nullable EntryId change);
  }

  /** Reads a reason and has the command decided. */
  public <C extends GoalCommand> ResponseEntity<Object> answer(
      UseCase<C, ?, GoalOutcome> useCase,
      Caller caller,
      String learnerId,
      String goalId,
      HttpServletRequest request,
      WithReason<C> command) {
    LearnerId learner = Parameters.value("id", learnerId, LearnerId::new);
    EntryId goal = Parameters.value("goal", goalId, EntryId::new);
    Fields body = Body.json(request, Body.SMALL);
    EntryId change = body.optionalValue("id", EntryId::new);
    String reason = body.longText("reason");
    body.nothingElse();
    return answer(
        useCase,
        caller,
        learner,
        goal,
        ignored -> command.of(learner, goal, reason, caller.actor(), change));
  }

  /**
   * Has a command decided: 201 where it changed something, 200 where the goal stood so, or did once
   * under the same id.
   */
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
                entering.consequences(caller, done.consequences())),
            done.again() ? HttpStatus.OK : HttpStatus.CREATED);
      }
    };
  }
}
