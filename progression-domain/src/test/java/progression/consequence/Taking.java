package progression.consequence;

import static progression.recordevidence.School.LEARNER;
import static progression.recordevidence.School.MATH;
import static progression.recordevidence.School.START;
import static progression.recordevidence.School.evidence;
import static progression.recordevidence.School.record;
import static progression.roster.People.DISTRICT;

import org.jspecify.annotations.Nullable;
import progression.correctevidence.CorrectEvidence;
import progression.correctevidence.CorrectEvidenceDecider;
import progression.curriculum.Curriculum;
import progression.curriculum.Resolution.Found;
import progression.event.ProgressionEvent;
import progression.event.Ruling;
import progression.kernel.CompetencyId;
import progression.kernel.Decision;
import progression.kernel.EvidenceId;
import progression.kernel.RulingId;
import progression.kernel.Scenario;
import progression.reassess.Reassess;
import progression.reassess.ReassessDecider;
import progression.recordevidence.RecordEvidence.LineOutcome;
import progression.recordevidence.RecordEvidence.LineOutcome.InRecord;
import progression.recordevidence.RecordEvidence.LineOutcome.Refused;
import progression.recordevidence.RecordEvidenceDecider;
import progression.rulecompetency.RuleCompetency;
import progression.rulecompetency.RuleCompetencyDecider;

/** Has steps decided. */
final class Taking {

  private Taking() {}

  /** What is answered; none where it is refused. */
  static @Nullable Answer take(Scenario school, Curriculum curriculum, Step step) {
    return switch (step) {
      case Step.Evidence of ->
          answer(
              school
                  .accepts(
                      new RecordEvidenceDecider(),
                      record(
                          curriculum,
                          evidence(
                              Integer.toString(of.number()),
                              Character.toString(of.competency()),
                              of.half() == null ? null : of.half() / 2.0,
                              of.minute())))
                  .outcome()
                  .getFirst());
      case Step.Correct of ->
          answer(
              school.when(
                  new CorrectEvidenceDecider(),
                  new CorrectEvidence(
                      LEARNER,
                      found(Step.competency(of.number())),
                      new EvidenceId("lms:" + of.number()),
                      ruling(of.ruling(), of.by()),
                      of.correction(),
                      DISTRICT,
                      START,
                      curriculum)));
      case Step.Rule of ->
          answer(
              school.when(
                  new RuleCompetencyDecider(),
                  new RuleCompetency(
                      LEARNER,
                      found(of.competency()),
                      ruling(of.ruling(), "T-1"),
                      of.effect(),
                      DISTRICT,
                      START,
                      curriculum)));
      case Step.Look of ->
          answer(
              school.when(
                  new ReassessDecider(),
                  new Reassess(LEARNER, found(of.competency()), DISTRICT, START, curriculum)));
    };
  }

  private static @Nullable Answer answer(LineOutcome outcome) {
    return switch (outcome) {
      case InRecord in -> in.answer();
      case Refused _ -> null;
    };
  }

  private static @Nullable Answer answer(Decision<ProgressionEvent, Answer> decision) {
    return switch (decision) {
      case Decision.Accepted<ProgressionEvent, Answer> accepted -> accepted.outcome();
      case Decision.Rejected<ProgressionEvent, Answer> _ -> null;
    };
  }

  private static Ruling ruling(int id, String by) {
    return new Ruling(new RulingId("r-" + id), by, "because");
  }

  private static Found found(char competency) {
    return new Found(MATH, new CompetencyId("id-" + Character.toLowerCase(competency)));
  }
}
