package progression.recordevidence;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.mastery.Policy.Regression.STICKY;
import static progression.mastery.Policy.Regression.TRACKING;
import static progression.recordevidence.Recording.records;
import static progression.recordevidence.Recording.recordsOne;
import static progression.recordevidence.Recording.refusal;
import static progression.recordevidence.School.A;
import static progression.recordevidence.School.B;
import static progression.recordevidence.School.C;
import static progression.recordevidence.School.D;
import static progression.recordevidence.School.LEARNER;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.evidence;
import static progression.recordevidence.School.framework;
import static progression.recordevidence.School.opened;
import static progression.recordevidence.School.policy;
import static progression.recordevidence.School.record;
import static progression.roster.People.DISTRICT;
import static progression.roster.People.GUARDIAN;
import static progression.roster.People.HERSELF;
import static progression.roster.People.STAFF;
import static progression.roster.People.STRANGER;
import static progression.roster.People.TEACHER;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import progression.agency.Actor;
import progression.curriculum.Curriculum;
import progression.event.Cause;
import progression.event.CompetencyMastered;
import progression.event.CompetencyMastered.Basis;
import progression.event.EvidenceRecorded;
import progression.event.LearnerAdvanced;
import progression.event.LearnerEnrolled;
import progression.event.MasteryWithdrawn;
import progression.event.ProgressionEvent;
import progression.event.RelationshipEnded;
import progression.event.RelationshipStarted;
import progression.event.StageCompleted;
import progression.event.StagePlacedUnderReview;
import progression.kernel.Boundary;
import progression.kernel.Decider;
import progression.kernel.EvidenceId;
import progression.kernel.Rejection;
import progression.kernel.Scenario;
import progression.kernel.Tag;
import progression.mastery.Evidence.Kind;
import progression.mastery.Verdict.Status;
import progression.recordevidence.RecordEvidence.LineOutcome;
import progression.recordevidence.RecordEvidence.LineOutcome.InRecord;
import progression.recordevidence.RecordEvidence.LineOutcome.Refused;
import progression.recordevidence.RecordEvidence.Submission;
import progression.recordevidence.Recording.Verdictish;

class RecordEvidenceDeciderTest {

  private final RecordEvidenceDecider decider = new RecordEvidenceDecider();

  @Test
  void evidence_of_a_learner_who_is_not_enrolled_is_refused() {
    Scenario school = Scenario.given(framework(), policy(1, 3, STICKY));

    LineOutcome line = records(school, evidence("1", "A", 1.0, 1)).getFirst();

    assertThat(refusal(line)).isEqualTo(Rejection.Type.UNKNOWN_LEARNER);
    assertThat(school.ledger(EvidenceRecorded.class)).isEmpty();
  }

  @Test
  void a_competency_that_no_framework_has_is_refused() {
    Scenario school = Scenario.given(opened(3, STICKY));

    assertThat(refusal(records(school, evidence("1", "Z", 1.0, 1)).getFirst()))
        .isEqualTo(Rejection.Type.UNKNOWN_COMPETENCY);
  }

  @Test
  void a_competency_is_named_by_its_case_identifier_as_well() {
    Scenario school = Scenario.given(opened(3, STICKY));

    assertThat(recordsOne(school, evidence("1", "id-a", 1.0, 1)).line().answer().competency())
        .isEqualTo(A);
  }

  @Test
  void without_a_policy_evidence_is_recorded_and_decides_nothing() {
    Scenario school = Scenario.given(framework(), new LearnerEnrolled(LEARNER));

    Verdictish verdict = recordsOne(school, evidence("1", "A", 1.0, 1));

    assertThat(verdict.status()).isEqualTo(Status.NOT_YET);
    assertThat(verdict.reason()).isEqualTo("no-policy");
  }

  @Test
  void mastery_its_stage_and_the_advancement_are_decided_in_one_stroke() {
    Scenario school = Scenario.given(opened(2, STICKY));

    assertThat(recordsOne(school, evidence("1", "A", 1.0, 1)).status()).isEqualTo(Status.NOT_YET);
    Verdictish verdict = recordsOne(school, evidence("2", "A", 1.0, 2));

    assertThat(verdict.status()).isEqualTo(Status.MASTERED);
    assertThat(verdict.line().answer().consequences())
        .extracting(Object::getClass)
        .containsExactly(CompetencyMastered.class, StageCompleted.class, LearnerAdvanced.class);
    CompetencyMastered mastered =
        (CompetencyMastered) verdict.line().answer().consequences().getFirst();
    assertThat(mastered.grounds().used())
        .extracting(Object::toString)
        .containsExactly("lms:1", "lms:2");
    assertThat(mastered.cause()).isEqualTo(new Cause.ByEvidence(new EvidenceId("lms:2")));
    assertThat(mastered.basis()).isEqualTo(Basis.DEMONSTRATED);
  }

  @Test
  void unscored_evidence_awaits_evaluation() {
    Scenario school = Scenario.given(opened(1, STICKY));

    assertThat(recordsOne(school, evidence("1", "A", null, 1)).status())
        .isEqualTo(Status.AWAITING_EVALUATION);
  }

  @Test
  void a_stage_shown_early_is_passed_when_its_turn_comes() {
    Scenario school = Scenario.given(opened(1, STICKY));

    records(school, evidence("1", "B", 1.0, 1), evidence("2", "D", 1.0, 2));
    assertThat(school.ledger(StageCompleted.class).map(StageCompleted::stage))
        .containsExactly("two", "three");
    assertThat(school.ledger(LearnerAdvanced.class)).isEmpty();
    records(school, evidence("3", "A", 1.0, 3));

    assertThat(school.ledger(LearnerAdvanced.class).map(LearnerAdvanced::from))
        .containsExactly("one", "two", "three");
  }

  @Test
  void a_challenge_exam_and_prior_learning_complete_stages_early() {
    Scenario school = Scenario.given(opened(1, STICKY));

    records(
        school,
        evidence("exam", "B", 1.0, 1, Kind.CHALLENGE_EXAM),
        evidence("before", "C", 1.0, 2, Kind.PRIOR_LEARNING),
        evidence("1", "A", 1.0, 3));

    assertThat(school.ledger(LearnerAdvanced.class).map(LearnerAdvanced::from))
        .containsExactly("one", "two", "three");
  }

  @Test
  void later_weakness_leaves_a_sticky_mastery_alone() {
    Scenario school = Scenario.given(opened(1, STICKY));

    records(school, evidence("1", "A", 1.0, 1));

    assertThat(recordsOne(school, evidence("2", "A", 0.0, 2)).status()).isEqualTo(Status.MASTERED);
    assertThat(school.ledger(MasteryWithdrawn.class)).isEmpty();
  }

  @Test
  void a_late_earlier_failure_withdraws_a_sticky_mastery_and_reviews_the_stage() {
    Scenario school = Scenario.given(opened(2, STICKY));
    records(school, evidence("1", "A", 1.0, 10), evidence("2", "A", 1.0, 30));

    Verdictish verdict = recordsOne(school, evidence("3", "A", 0.0, 20));

    assertThat(verdict.status()).isEqualTo(Status.WITHDRAWN);
    assertThat(verdict.line().answer().consequences())
        .extracting(Object::getClass)
        .containsExactly(MasteryWithdrawn.class, StagePlacedUnderReview.class);
    assertThat(((MasteryWithdrawn) verdict.line().answer().consequences().getFirst()).cause())
        .isEqualTo(new Cause.ByEvidence(new EvidenceId("lms:3")));
  }

  @Test
  void what_was_withdrawn_stays_so_until_it_is_shown_again_and_nobody_advances_twice() {
    Scenario school = Scenario.given(opened(1, TRACKING));
    records(school, evidence("1", "A", 1.0, 1), evidence("2", "A", 0.0, 2));

    assertThat(recordsOne(school, evidence("3", "A", 0.0, 3)).status()).isEqualTo(Status.WITHDRAWN);
    assertThat(recordsOne(school, evidence("4", "A", 1.0, 4)).status()).isEqualTo(Status.MASTERED);

    assertThat(school.ledger(MasteryWithdrawn.class)).hasSize(1);
    assertThat(school.ledger(StageCompleted.class)).hasSize(2);
    assertThat(school.ledger(LearnerAdvanced.class)).hasSize(1);
  }

  @Test
  void work_is_handed_in_by_those_around_her_and_judged_by_those_who_may() {
    Scenario school = Scenario.given(opened(3, STICKY));
    school.happens(new RelationshipStarted(LEARNER, TEACHER));
    school.happens(new RelationshipStarted(LEARNER, GUARDIAN));

    for (Actor author : List.of(HERSELF, GUARDIAN, TEACHER, STAFF, DISTRICT)) {
      assertThat(sent(school, "work-" + author.role(), null, author)).isInstanceOf(InRecord.class);
    }
    for (Actor author : List.of(TEACHER, STAFF, DISTRICT)) {
      assertThat(sent(school, "mark-" + author.role(), 1.0, author)).isInstanceOf(InRecord.class);
    }
    for (Actor author : List.of(HERSELF, GUARDIAN, STRANGER)) {
      assertThat(sent(school, "none", 1.0, author))
          .isInstanceOfSatisfying(
              Refused.class,
              refused ->
                  assertThat(refused.rejection().type()).isEqualTo(Rejection.Type.MAY_NOT_ACT));
    }
    assertThat(sent(school, "none", null, STRANGER)).isInstanceOf(Refused.class);

    school.happens(new RelationshipEnded(LEARNER, TEACHER));
    assertThat(sent(school, "none", 1.0, TEACHER)).isInstanceOf(Refused.class);
    assertThat(sent(school, "mark-TEACHER", 1.0, TEACHER)).isInstanceOf(InRecord.class);
  }

  private static LineOutcome sent(
      Scenario school, String id, @Nullable Double score, Actor author) {
    RecordEvidence command =
        RecordEvidence.of(
            LEARNER,
            List.of(evidence(id, "A", score, 1)),
            author,
            School.START,
            curriculum(school.ledger()));
    return school.accepts(new RecordEvidenceDecider(), command).outcome().getFirst();
  }

  @Test
  void a_refused_line_leaves_its_neighbours_alone() {
    Scenario school = Scenario.given(opened(2, STICKY));

    List<LineOutcome> lines =
        records(
            school,
            evidence("1", "A", 1.0, 1),
            evidence("2", "Z", 1.0, 2),
            evidence("1", "A", 1.0, 1),
            evidence("1", "A", 0.5, 1),
            evidence("3", "A", 1.0, 3));

    assertThat(lines.get(0)).isInstanceOf(InRecord.class);
    assertThat(refusal(lines.get(1))).isEqualTo(Rejection.Type.UNKNOWN_COMPETENCY);
    assertThat(((InRecord) lines.get(2)).answer().again()).isTrue();
    assertThat(((InRecord) lines.get(2)).answer().position())
        .isEqualTo(((InRecord) lines.get(0)).answer().position());
    assertThat(refusal(lines.get(3))).isEqualTo(Rejection.Type.EVIDENCE_CONFLICT);
    assertThat(((InRecord) lines.get(4)).answer().verdict().status()).isEqualTo(Status.MASTERED);
    assertThat(((InRecord) lines.get(4)).answer().position()).isEqualTo(Decider.pending(1));
  }

  @Test
  void what_came_into_force_after_the_command_was_completed_decides_it() {
    Scenario school = Scenario.given(opened(3, STICKY));
    Curriculum before = curriculum(school.ledger());
    List<ProgressionEvent> moved = new ArrayList<>(school.ledger());
    moved.add(policy(2, 1, STICKY));
    Scenario later = Scenario.given(moved.toArray(ProgressionEvent[]::new));

    InRecord line =
        (InRecord)
            later.accepts(decider, record(before, evidence("1", "A", 1.0, 1))).outcome().getFirst();

    assertThat(line.answer().verdict().policyVersion()).isEqualTo(2);
    assertThat(line.answer().verdict().status()).isEqualTo(Status.MASTERED);
  }

  @Test
  void a_competency_that_a_new_version_dropped_meanwhile_is_refused() {
    Scenario school = Scenario.given(opened(1, STICKY));
    Curriculum before = curriculum(school.ledger());
    List<ProgressionEvent> moved = new ArrayList<>(school.ledger());
    moved.add(framework(2, B, C, D));
    Scenario later = Scenario.given(moved.toArray(ProgressionEvent[]::new));

    assertThat(
            refusal(
                later
                    .accepts(decider, record(before, evidence("1", "A", 1.0, 1)))
                    .outcome()
                    .getFirst()))
        .isEqualTo(Rejection.Type.UNKNOWN_COMPETENCY);
  }

  @Test
  void the_boundary_covers_all_that_the_decision_looks_at() {
    Scenario school = Scenario.given(opened(1, STICKY));
    Curriculum known = curriculum(school.ledger());

    List<Boundary.Criterion<ProgressionEvent>> boundary =
        decider.boundary(record(known, evidence("1", "A", 1.0, 1))).anyOf();

    assertThat(boundary)
        .extracting(Boundary.Criterion::tag)
        .containsExactlyInAnyOrder(
            Tag.learner(LEARNER),
            Tag.evidence(evidence("1", "A", 1.0, 1).id()),
            Tag.learnerCompetency(LEARNER, A),
            Tag.curriculum());
    assertThat(boundary)
        .filteredOn(criterion -> criterion.after() > Boundary.START)
        .extracting(Boundary.Criterion::tag)
        .containsExactly(Tag.curriculum());
  }

  @Test
  void any_order_of_arrival_ends_in_the_same_verdicts() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Submission> all = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        String code = List.of("A", "B", "C").get(random.nextInt(3));
        all.add(evidence("e" + i, code, (double) random.nextInt(2), random.nextInt(8)));
      }
      boolean sticky = random.nextBoolean();
      Scenario oneByOne = Scenario.given(opened(2, sticky ? STICKY : TRACKING));
      all.forEach(one -> records(oneByOne, one));
      Collections.shuffle(all, random);
      Scenario atOnce = Scenario.given(opened(2, sticky ? STICKY : TRACKING));
      records(atOnce, all.toArray(Submission[]::new));

      assertThat(mastered(atOnce)).as("seed %d", seed).isEqualTo(mastered(oneByOne));
    }
  }

  private List<Boolean> mastered(Scenario school) {
    return List.of(A, B, C, D).stream()
        .map(competency ->
            school.ledger().stream()
                    .mapToInt(event ->
                        switch (event) {
                          case CompetencyMastered e when e.competency().equals(competency) -> 1;
                          case MasteryWithdrawn e when e.competency().equals(competency) -> -1;
                          default -> 0;
                        })
                    .sum()
                == 1)
        .toList();
  }
}
