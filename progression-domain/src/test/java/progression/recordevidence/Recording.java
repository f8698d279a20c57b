package progression.recordevidence;

import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.record;
import static progression.roster.People.DISTRICT;

import java.util.List;
import progression.kernel.LearnerId;
import progression.kernel.Rejection;
import progression.kernel.Scenario;
import progression.mastery.Verdict.Status;
import progression.recordevidence.RecordEvidence.LineOutcome;
import progression.recordevidence.RecordEvidence.LineOutcome.InRecord;
import progression.recordevidence.RecordEvidence.LineOutcome.Refused;
import progression.recordevidence.RecordEvidence.Submission;

/** Sends evidence to a school and tells what came of it. */
final class Recording {

  private Recording() {}

  static List<LineOutcome> records(Scenario school, Submission... submissions) {
    RecordEvidence command = record(curriculum(school.ledger()), submissions);
    return school.accepts(new RecordEvidenceDecider(), command).outcome();
  }

  static Verdictish recordsOne(Scenario school, Submission submission) {
    return switch (records(school, submission).getFirst()) {
      case InRecord in ->
          new Verdictish(in.answer().verdict().status(), in.answer().verdict().reason(), in);
      case Refused refused -> throw new AssertionError(refused.toString());
    };
  }

  record Verdictish(Status status, String reason, InRecord line) {}

  static RecordEvidence otherLearner(LearnerId other, Scenario school, Submission submission) {
    return RecordEvidence.of(
        other, List.of(submission), DISTRICT, School.START, curriculum(school.ledger()));
  }

  static Rejection.Type refusal(LineOutcome line) {
    return switch (line) {
      case Refused refused -> refused.rejection().type();
      case InRecord in -> throw new AssertionError("recorded: " + in);
    };
  }
}
