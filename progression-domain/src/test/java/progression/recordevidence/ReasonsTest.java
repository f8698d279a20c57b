package progression.recordevidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static progression.mastery.Policy.Regression.STICKY;
import static progression.recordevidence.School.A;
import static progression.recordevidence.School.B;
import static progression.recordevidence.School.C;
import static progression.recordevidence.School.D;
import static progression.recordevidence.School.MATH;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.evidence;
import static progression.recordevidence.School.framework;
import static progression.recordevidence.School.opened;
import static progression.recordevidence.School.record;
import static progression.roster.People.DISTRICT;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import progression.correctevidence.CorrectEvidence;
import progression.correctevidence.CorrectEvidence.Correction;
import progression.correctevidence.CorrectEvidenceDecider;
import progression.curriculum.Resolution.Found;
import progression.event.EvidenceRecorded;
import progression.event.LearnerAdvanced;
import progression.event.Ruling;
import progression.event.StageCompleted;
import progression.event.StagePlacedUnderReview;
import progression.event.VerdictEvent;
import progression.kernel.EvidenceId;
import progression.kernel.RulingId;
import progression.kernel.Scenario;
import progression.mastery.Grounds.Why;

/** What the events of a decision say of its reason. */
class ReasonsTest {

  private final Scenario school = Scenario.given(opened(1, STICKY)).and(framework(2, A, B, C, D));

  @Test
  void evidence_says_what_it_had_to_reach_and_why_it_is_not_behind_the_verdict_if_it_is_not() {
    records("a1", 1.0, 1);
    records("a2", 0.5, 2);
    records("a3", null, 3);

    assertThat(school.ledger(EvidenceRecorded.class))
        .extracting(
            event -> event.evidence().id().value(),
            event -> event.verdict().threshold(),
            EvidenceRecorded::leftOut)
        .containsExactly(
            tuple("lms:a1", BigDecimal.ONE, null),
            tuple("lms:a2", BigDecimal.ONE, Why.AFTER_MASTERY),
            tuple("lms:a3", BigDecimal.ONE, Why.UNSCORED));
  }

  @Test
  void a_ruling_says_what_had_to_be_reached() {
    records("a1", 1.0, 1);
    retracts("a1");

    assertThat(school.ledger(VerdictEvent.class))
        .hasSize(2)
        .allSatisfy(event -> assertThat(event.verdict().threshold()).isEqualTo(BigDecimal.ONE));
  }

  @Test
  void what_becomes_of_a_stage_names_the_versions_of_its_pathway_and_its_framework() {
    records("a1", 1.0, 1);
    retracts("a1");

    assertThat(school.ledger(StageCompleted.class))
        .extracting(
            StageCompleted::pathwayVersion,
            StageCompleted::framework,
            StageCompleted::frameworkVersion)
        .containsExactly(tuple(1, MATH, 2));
    assertThat(school.ledger(LearnerAdvanced.class))
        .extracting(
            LearnerAdvanced::pathwayVersion,
            LearnerAdvanced::framework,
            LearnerAdvanced::frameworkVersion)
        .containsExactly(tuple(1, MATH, 2));
    assertThat(school.ledger(StagePlacedUnderReview.class))
        .extracting(
            StagePlacedUnderReview::pathwayVersion,
            StagePlacedUnderReview::framework,
            StagePlacedUnderReview::frameworkVersion)
        .containsExactly(tuple(1, MATH, 2));
  }

  private void records(String id, @Nullable Double score, int minute) {
    school.accepts(
        new RecordEvidenceDecider(),
        record(curriculum(school.ledger()), evidence(id, "A", score, minute)));
  }

  private void retracts(String id) {
    school.accepts(
        new CorrectEvidenceDecider(),
        new CorrectEvidence(
            School.LEARNER,
            new Found(MATH, A),
            new EvidenceId("lms:" + id),
            new Ruling(new RulingId("1"), "T-7", "not her work"),
            new Correction.Retracted(),
            DISTRICT,
            School.START.plusSeconds(2_000_000),
            curriculum(school.ledger())));
  }
}
