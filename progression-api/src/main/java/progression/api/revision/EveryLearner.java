package progression.api.revision;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import progression.api.bulk.PatientConnections;
import progression.api.caller.Caller;
import progression.api.revision.RevisionLines.Counts;
import progression.consequence.LearnerRecord;
import progression.consequence.Revised;
import progression.curriculum.Curriculum;
import progression.kernel.LearnerId;
import progression.ledger.CurriculumSource;
import progression.ledger.LedgerReader;
import progression.ledger.Ledgers;
import progression.ledger.command.Commands;
import progression.ledger.command.Outcome;
import progression.ledger.command.UseCase;

/**
 * Goes through every learner of a district and tells whose verdicts change. Whatever ends it, what
 * was recorded stands, and asking again goes on with what is not done yet.
 */
@Component
public final class EveryLearner {

  /** So many learners at a time. */
  private static final int WINDOW = 32;

  private final Commands commands;
  private final Ledgers ledgers;
  private final CurriculumSource curricula;

  EveryLearner(Commands commands, Ledgers ledgers, CurriculumSource curricula) {
    this.commands = commands;
    this.ledgers = ledgers;
    this.curricula = curricula;
  }

  private record Sent(Learners.Enrolled enrolled, CompletableFuture<Outcome<Revised>> outcome) {}

  /** One way through. */
  private interface Way {
    void go(Learners learners, RevisionLines lines) throws IOException;
  }

  /** What is in force in the caller's district now. */
  public Curriculum inForce(Caller caller) {
    return curricula.fresh(caller.district());
  }

  /**
   * Has a command decided for each.
   *
   * @param command of one learner, completed with what is in force
   * @param result from the counts to what the last line tells
   */
  public <C> void decide(
      UseCase<C, ?, Revised> useCase,
      Caller caller,
      BiFunction<LearnerId, Curriculum, C> command,
      Function<Counts, Object> result,
      HttpServletResponse response)
      throws IOException {
    Way way =
        (learners, lines) -> {
          Deque<Sent> sent = new ArrayDeque<>();
          while (learners.hasNext()) {
            if (sent.size() == WINDOW) {
              take(sent.removeFirst(), lines);
            }
            Learners.Enrolled enrolled = learners.next();
            sent.add(
                new Sent(
                    enrolled,
                    commands.submit(
                        useCase,
                        caller.district(),
                        caller.bulk(),
                        enrolled.learner().value(),
                        () ->
                            command.apply(
                                enrolled.learner(), curricula.current(caller.district())))));
          }
          while (!sent.isEmpty()) {
            take(sent.removeFirst(), lines);
          }
        };
    tell(caller, inForce(caller), way, result, response);
  }

  /**
   * Tells what would be decided for each, and records nothing.
   *
   * @param then what is in force for the question
   * @param question decides in a record that nobody keeps
   */
  public void ask(
      Caller caller,
      Curriculum then,
      Function<LearnerRecord, Revised> question,
      Function<Counts, Object> result,
      HttpServletResponse response)
      throws IOException {
    Way way =
        (learners, lines) -> {
          while (learners.hasNext()) {
            Learners.Enrolled enrolled = learners.next();
            LearnerRecord record = learners.record(enrolled.learner(), then);
            lines.add(enrolled, question.apply(record));
          }
        };
    tell(caller, then, way, result, response);
  }

  private void tell(
      Caller caller,
      Curriculum curriculum,
      Way way,
      Function<Counts, Object> result,
      HttpServletResponse response)
      throws IOException {
    LedgerReader reader = ledgers.of(caller.district()).reader();
    long until = reader.head().position();
    PatientConnections.bePatient();
    response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
    RevisionLines lines = new RevisionLines(response.getOutputStream(), curriculum, until);
    try {
      way.go(new Learners(reader, until), lines);
    } catch (RuntimeException failure) {
      lines.fail(failure);
      return;
    }
    lines.finish(result);
  }

  private static void take(Sent sent, RevisionLines lines) throws IOException {
    switch (Commands.await(sent.outcome())) {
      case Outcome.Recorded<Revised> recorded -> lines.add(sent.enrolled(), recorded.outcome());
      case Outcome.Refused<Revised> refused ->
          throw new IllegalStateException("refused: " + refused.rejection());
    }
  }
}
