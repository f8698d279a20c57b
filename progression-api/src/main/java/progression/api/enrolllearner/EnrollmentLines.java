package progression.api.enrolllearner;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import progression.api.bulk.BulkUseCase;
import progression.api.bulk.LineResult;
import progression.api.bulk.RejectedLine;
import progression.api.caller.Caller;
import progression.api.intake.Fields;
import progression.api.problem.Problem;
import progression.enrolllearner.EnrollLearner.Enrolled;
import progression.enrolllearner.EnrollLearner.Enrollment;
import progression.ledger.command.Outcome;

/** A roster as a stream: each line is a command of its own. */
record EnrollmentLines(Enrolling enrolling, Caller caller) implements BulkUseCase<EnrollmentJson> {

  @Override
  public String subject() {
    return "learner";
  }

  @Override
  public List<String> statuses() {
    return Stream.of(Enrollment.values()).map(Fields::wordFor).toList();
  }

  @Override
  public int mostLines() {
    return 1;
  }

  @Override
  public EnrollmentJson read(Fields line) {
    return EnrollmentJson.read(line);
  }

  @Override
  public String lane(EnrollmentJson line) {
    return line.learner().value();
  }

  @Override
  public CompletableFuture<List<LineResult>> decide(List<EnrollmentJson> lines) {
    EnrollmentJson json = lines.getFirst();
    return enrolling
        .submit(json, caller, caller.bulk())
        .thenApply(outcome -> List.of(result(json.learner().value(), outcome)));
  }

  /** A roster is sent again as a whole: there is nothing to keep. */
  @Override
  public void keep(List<RejectedLine> lines) {}

  private static LineResult result(String learner, Outcome<Enrolled> outcome) {
    return switch (outcome) {
      case Outcome.Refused<Enrolled> refused ->
          new LineResult.Rejected(learner, Problem.of(refused.rejection()));
      case Outcome.Recorded<Enrolled> recorded ->
          new LineResult.Done(
              learner, Fields.wordFor(recorded.outcome().enrollment()), recorded.position());
    };
  }
}
