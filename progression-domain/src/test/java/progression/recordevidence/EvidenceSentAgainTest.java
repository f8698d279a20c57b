package progression.recordevidence;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.mastery.Policy.Regression.STICKY;
import static progression.recordevidence.Recording.otherLearner;
import static progression.recordevidence.Recording.records;
import static progression.recordevidence.Recording.recordsOne;
import static progression.recordevidence.Recording.refusal;
import static progression.recordevidence.School.B;
import static progression.recordevidence.School.C;
import static progression.recordevidence.School.D;
import static progression.recordevidence.School.art;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.evidence;
import static progression.recordevidence.School.framework;
import static progression.recordevidence.School.opened;
import static progression.recordevidence.School.record;

import org.junit.jupiter.api.Test;
import progression.event.ProgressionEvent;
import progression.kernel.CompetencyId;
import progression.kernel.Decider;
import progression.kernel.LearnerId;
import progression.kernel.Rejection;
import progression.kernel.Scenario;
import progression.recordevidence.RecordEvidence.LineOutcome.InRecord;
import progression.recordevidence.Recording.Verdictish;

/** Evidence under an id that is known already. */
class EvidenceSentAgainTest {

  private final RecordEvidenceDecider decider = new RecordEvidenceDecider();

  @Test
  void the_same_again_is_answered_with_the_first_answer_and_records_nothing() {
    Scenario school = Scenario.given(opened(1, STICKY));
    Verdictish first = recordsOne(school, evidence("1", "A", 1.0, 1));
    long position = Decider.position(first.line().answer().position(), 5);
    records(school, evidence("2", "B", 0.0, 2));
    int before = school.ledger().size();

    InRecord again = recordsOne(school, evidence("1", "A", 1.0, 1)).line();

    assertThat(again.answer().again()).isTrue();
    assertThat(again.answer().position()).isEqualTo(position);
    assertThat(again.answer().verdict()).isEqualTo(first.line().answer().verdict());
    assertThat(again.answer().consequences())
        .isEqualTo(first.line().answer().consequences())
        .hasSize(3);
    assertThat(school.ledger()).hasSize(before);
  }

  @Test
  void the_same_again_is_known_when_its_name_stands_for_more_or_for_nothing_by_now() {
    Scenario school = Scenario.given(opened(1, STICKY));
    records(school, evidence("code", "A", 1.0, 1), evidence("case", "id-a", 1.0, 2));
    school.happens(art(new CompetencyId("id-x"), "A"));
    assertThat(recordsOne(school, evidence("code", "A", 1.0, 1)).line().answer().again()).isTrue();

    school.happens(framework(2, B, C, D));
    assertThat(recordsOne(school, evidence("case", "id-a", 1.0, 2)).line().answer().again())
        .isTrue();
    assertThat(refusal(records(school, evidence("case", "id-z", 1.0, 2)).getFirst()))
        .isEqualTo(Rejection.Type.EVIDENCE_CONFLICT);
  }

  @Test
  void other_content_under_the_same_id_is_a_conflict() {
    Scenario school = Scenario.given(opened(1, STICKY));
    records(school, evidence("1", "A", 1.0, 1));

    assertThat(refusal(records(school, evidence("1", "A", 0.0, 1)).getFirst()))
        .isEqualTo(Rejection.Type.EVIDENCE_CONFLICT);
  }

  @Test
  void another_learners_evidence_id_is_a_conflict_and_her_evidence_does_not_count_here() {
    LearnerId other = new LearnerId("S-2");
    Scenario school = Scenario.given(opened(1, STICKY));
    school.accepts(decider, record(curriculum(school.ledger()), evidence("1", "A", 1.0, 1)));
    Scenario both = Scenario.given(school.ledger().toArray(ProgressionEvent[]::new));
    both.when(decider, otherLearner(other, both, evidence("9", "B", 1.0, 1)));

    RecordEvidence hers = otherLearner(other, both, evidence("1", "A", 1.0, 1));

    assertThat(refusal(both.accepts(decider, hers).outcome().getFirst()))
        .isEqualTo(Rejection.Type.EVIDENCE_CONFLICT);
  }
}
