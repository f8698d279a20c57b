package progression.api.recordevidence;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;
import progression.api.caller.Caller;
import progression.kernel.LearnerId;
import progression.ledger.CurriculumSource;
import progression.ledger.command.CommandContext;
import progression.ledger.command.Commands;
import progression.ledger.command.Outcome;
import progression.ledger.command.UseCases;
import progression.recordevidence.RecordEvidence;
import progression.recordevidence.RecordEvidence.LineOutcome;
import progression.recordevidence.RecordEvidence.LineOutcome.InRecord;
import progression.recordevidence.RecordEvidence.LineOutcome.Refused;
import progression.recordevidence.RecordEvidence.Submission;

/** Completes evidence with what is in force and has it decided. */
@Component
final class Recording {

  private final Commands commands;
  private final CurriculumSource curricula;

  Recording(Commands commands, CurriculumSource curricula) {
    this.commands = commands;
    this.curricula = curricula;
  }

  /**
   * Has evidence of one learner decided, in its order.
   *
   * @return an outcome for each, with its real position
   */
  CompletableFuture<List<LineOutcome>> submit(
      LearnerId learner, List<Submission> submissions, Caller caller, CommandContext context) {
    return commands
        .submit(
            UseCases.RECORD_EVIDENCE,
            caller.district(),
            context,
            learner.value(),
            () -> complete(learner, submissions, caller, context.time()))
        .thenApply(Recording::located);
  }

  /** A name is refused only by what is in force now. */
  private RecordEvidence complete(
      LearnerId learner, List<Submission> submissions, Caller caller, Instant at) {
    RecordEvidence command =
        RecordEvidence.of(
            learner, submissions, caller.actor(), at, curricula.current(caller.district()));
    return command.isResolved() ? command : command.with(curricula.fresh(caller.district()));
  }

  private static List<LineOutcome> located(Outcome<List<LineOutcome>> outcome) {
    return switch (outcome) {
      case Outcome.Recorded<List<LineOutcome>> recorded ->
          recorded.outcome().stream().map(line -> located(line, recorded.firstPosition())).toList();
      case Outcome.Refused<List<LineOutcome>> refused ->
          throw new IllegalStateException("refused as a whole: " + refused.rejection());
    };
  }

  private static LineOutcome located(LineOutcome outcome, long first) {
    return switch (outcome) {
      case Refused refused -> refused;
      case InRecord in -> new InRecord(in.evidence(), in.answer().located(first));
    };
  }
}
