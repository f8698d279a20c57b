package progression.api.recordevidence;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import progression.api.bulk.BulkUseCase;
import progression.api.bulk.LineResult;
import progression.api.bulk.RejectedLine;
import progression.api.caller.Caller;
import progression.api.intake.Fields;
import progression.api.problem.Problem;
import progression.recordevidence.RecordEvidence.LineOutcome;
import progression.recordevidence.RecordEvidence.LineOutcome.InRecord;
import progression.recordevidence.RecordEvidence.LineOutcome.Refused;

/** Evidence as a stream: consecutive lines of one learner are one command. */
record EvidenceLines(Recording recording, RejectedLineJdbc rejectedLines, Caller caller)
    implements BulkUseCase<EvidenceJson> {

  private static final String RECORDED = "recorded";
  private static final String DUPLICATE = "duplicate";

  @Override
  public String subject() {
    return "evidence";
  }

  @Override
  public List<String> statuses() {
    return List.of(RECORDED, DUPLICATE);
  }

  @Override
  public int mostLines() {
    return 256;
  }

  @Override
  public EvidenceJson read(Fields line) {
    return EvidenceJson.read(line);
  }

  @Override
  public String lane(EvidenceJson line) {
    return line.learner().value();
  }

  @Override
  public CompletableFuture<List<LineResult>> decide(List<EvidenceJson> lines) {
    return recording
        .submit(
            lines.getFirst().learner(),
            lines.stream().map(EvidenceJson::submission).toList(),
            caller,
            caller.bulk())
        .thenApply(outcomes -> outcomes.stream().map(EvidenceLines::result).toList());
  }

  @Override
  public void keep(List<RejectedLine> lines) {
    // what never was a line of JSON can not be mended as one
    List<RejectedLine> mendable = lines.stream().filter(line -> line.bytes().length > 0).toList();
    rejectedLines.keep(caller.district(), caller.client(), mendable);
  }

  private static LineResult result(LineOutcome outcome) {
    return switch (outcome) {
      case InRecord in ->
          new LineResult.Done(
              in.evidence().value(),
              in.answer().again() ? DUPLICATE : RECORDED,
              in.answer().position());
      case Refused refused ->
          new LineResult.Rejected(refused.evidence().value(), Problem.of(refused.rejection()));
    };
  }
}
