package progression.api.correctevidence;

import org.springframework.stereotype.Component;
import progression.api.caller.Caller;
import progression.api.problem.BadInput;
import progression.api.problem.Problem;
import progression.consequence.Answer;
import progression.correctevidence.CorrectEvidence;
import progression.correctevidence.CorrectEvidence.Correction;
import progression.curriculum.Resolution.Found;
import progression.event.EvidenceRecorded;
import progression.event.Ruling;
import progression.kernel.Boundary;
import progression.kernel.EvidenceId;
import progression.kernel.Rejection;
import progression.kernel.Tag;
import progression.ledger.CurriculumSource;
import progression.ledger.Ledgers;
import progression.ledger.command.CommandContext;
import progression.ledger.command.Commands;
import progression.ledger.command.Outcome;
import progression.ledger.command.UseCases;
import progression.ledger.json.JsonEventCodec;

/** Completes corrections with whose evidence it is and what is in force, and has them decided. */
@Component
final class Correcting {

  private final Commands commands;
  private final CurriculumSource curricula;
  private final Ledgers ledgers;
  private final JsonEventCodec codec = new JsonEventCodec();

  Correcting(Commands commands, CurriculumSource curricula, Ledgers ledgers) {
    this.commands = commands;
    this.curricula = curricula;
    this.ledgers = ledgers;
  }

  /**
   * Has a correction decided.
   *
   * @throws BadInput if no such evidence is in the record
   */
  Outcome<Answer> dispatch(EvidenceId id, Ruling ruling, Correction correction, Caller caller) {
    EvidenceRecorded recorded = recorded(id, caller.district());
    CommandContext context = caller.interactive();
    return commands.dispatch(
        UseCases.CORRECT_EVIDENCE,
        caller.district(),
        context,
        recorded.learner().value(),
        () ->
            new CorrectEvidence(
                recorded.learner(),
                new Found(recorded.framework(), recorded.competency()),
                id,
                ruling,
                correction,
                caller.actor(),
                context.time(),
                curricula.current(caller.district())));
  }

  /** What was first recorded under an id never changes, so it may be read before the decision. */
  private EvidenceRecorded recorded(EvidenceId id, String district) {
    return ledgers.of(district).reader().byTag(Tag.evidence(id), Boundary.START, 1).stream()
        .map(stored -> codec.decode(stored.type(), stored.version(), stored.payload()))
        .map(EvidenceRecorded.class::cast)
        .findFirst()
        .orElseThrow(() ->
            new BadInput(
                Problem.of(
                    new Rejection(
                        Rejection.Type.UNKNOWN_EVIDENCE,
                        "the evidence %s is not in the record".formatted(id)))));
  }
}
