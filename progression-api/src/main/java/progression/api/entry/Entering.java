package progression.api.entry;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import progression.api.caller.Caller;
import progression.api.intake.Body;
import progression.api.intake.Fields;
import progression.api.intake.Parameters;
import progression.api.problem.ProblemAdvice;
import progression.api.verdict.VerdictAnswer;
import progression.curriculum.Curriculum;
import progression.entry.Entered;
import progression.entry.Entry;
import progression.event.Consequence;
import progression.kernel.Decider;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;
import progression.ledger.CurriculumSource;
import progression.ledger.command.Commands;
import progression.ledger.command.Outcome;
import progression.ledger.command.UseCase;

/** Completes what is said of a learner with what is in force, has it decided and answers. */
@Component
public final class Entering {

  private final Commands commands;
  private final CurriculumSource curricula;

  Entering(Commands commands, CurriculumSource curricula) {
    this.commands = commands;
    this.curricula = curricula;
  }

  /**
   * What the author of an entry is told.
   *
   * @param id that of the entry
   */
  @Schema(name = "EntryAnswer")
  public record Answer(
      String learner, String id, long position, List<VerdictAnswer.Consequence> consequences) {
    public Answer {
      consequences = List.copyOf(consequences);
    }
  }

  /**
   * Reads an entry out of a body, its id apart.
   *
   * @param <C> the command, which is completed with what is in force
   */
  public interface Reading<C> {
    Function<Curriculum, C> read(LearnerId learner, EntryId id, Fields body);
  }

  /** Has an entry decided: 201 where it is new, 200 where it was there before. */
  public <C extends Entry> ResponseEntity<Object> enter(
      UseCase<C, ?, Entered> useCase,
      Caller caller,
      String learnerId,
      HttpServletRequest request,
      Reading<C> reading) {
    return enter(useCase, caller, learnerId, request, reading, Entry::isResolved);
  }

  /** The same for a command of another kind. */
  public <C> ResponseEntity<Object> enter(
      UseCase<C, ?, Entered> useCase,
      Caller caller,
      String learnerId,
      HttpServletRequest request,
      Reading<C> reading,
      Predicate<C> isResolved) {
    LearnerId learner = Parameters.value("id", learnerId, LearnerId::new);
    Fields body = Body.json(request, Body.SMALL);
    EntryId entry = body.value("id", EntryId::new);
    Function<Curriculum, C> command = reading.read(learner, entry, body);
    body.nothingElse();
    return answer(caller, learner, entry, decide(useCase, caller, learner, command, isResolved));
  }

  /** The answer to an entry that was decided. */
  public ResponseEntity<Object> answer(
      Caller caller, LearnerId learner, EntryId id, Outcome<Entered> outcome) {
    return switch (outcome) {
      case Outcome.Refused<Entered> refused -> ProblemAdvice.answer(refused.rejection());
      case Outcome.Recorded<Entered> recorded ->
          new ResponseEntity<>(
              new Answer(
                  learner.value(),
                  id.value(),
                  Decider.position(recorded.outcome().position(), recorded.firstPosition()),
                  consequences(caller, recorded.outcome().consequences())),
              recorded.outcome().again() ? HttpStatus.OK : HttpStatus.CREATED);
    };
  }

  /** What followed, as callers are told it everywhere. */
  public List<VerdictAnswer.Consequence> consequences(Caller caller, List<Consequence> events) {
    return VerdictAnswer.consequences(events, curricula.current(caller.district()));
  }

  /**
   * Has a command decided in its learner's turn.
   *
   * @param isResolved a name is refused only by what is in force now
   */
  public <C, O> Outcome<O> decide(
      UseCase<C, ?, O> useCase,
      Caller caller,
      LearnerId learner,
      Function<Curriculum, C> command,
      Predicate<C> isResolved) {
    return commands.dispatch(
        useCase,
        caller.district(),
        caller.interactive(),
        learner.value(),
        () -> {
          C current = command.apply(curricula.current(caller.district()));
          return isResolved.test(current)
              ? current
              : command.apply(curricula.fresh(caller.district()));
        });
  }
}
