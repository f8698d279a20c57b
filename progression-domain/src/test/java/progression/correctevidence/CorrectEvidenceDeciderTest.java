package progression.correctevidence;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.mastery.Policy.Regression.STICKY;
import static progression.mastery.Policy.Regression.TRACKING;
import static progression.recordevidence.School.A;
import static progression.recordevidence.School.LEARNER;
import static progression.recordevidence.School.MATH;
import static progression.recordevidence.School.START;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.evidence;
import static progression.recordevidence.School.opened;
import static progression.recordevidence.School.record;
import static progression.recordevidence.School.requiring;
import static progression.roster.People.DISTRICT;
import static progression.roster.People.GUARDIAN;
import static progression.roster.People.HERSELF;
import static progression.roster.People.STAFF;
import static progression.roster.People.STRANGER;
import static progression.roster.People.TEACHER;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import progression.agency.Actor;
import progression.consequence.Answer;
import progression.correctevidence.CorrectEvidence.Correction;
import progression.correctevidence.CorrectEvidence.Correction.Moderated;
import progression.correctevidence.CorrectEvidence.Correction.Reinstated;
import progression.correctevidence.CorrectEvidence.Correction.Rescored;
import progression.correctevidence.CorrectEvidence.Correction.Retracted;
import progression.correctevidence.CorrectEvidence.Correction.Scored;
import progression.correctevidence.CorrectEvidence.Correction.SentBack;
import progression.curriculum.Resolution.Found;
import progression.event.Cause;
import progression.event.CompetencyMastered;
import progression.event.CompetencyMastered.Basis;
import progression.event.EvidenceReinstated;
import progression.event.EvidenceRetracted;
import progression.event.LearnerAdvanced;
import progression.event.MasteryWithdrawn;
import progression.event.RelationshipEnded;
import progression.event.RelationshipStarted;
import progression.event.Ruling;
import progression.event.StageCompleted;
import progression.event.StagePlacedUnderReview;
import progression.kernel.Decider;
import progression.kernel.EvidenceId;
import progression.kernel.Rejection;
import progression.kernel.RulingId;
import progression.kernel.Scenario;
import progression.mastery.Grounds.LeftOut;
import progression.mastery.Grounds.Why;
import progression.mastery.Policy.Moderation;
import progression.mastery.Policy.Requirements;
import progression.mastery.Score;
import progression.mastery.Verdict.Status;
import progression.recordevidence.RecordEvidence.LineOutcome.InRecord;
import progression.recordevidence.RecordEvidence.Submission;
import progression.recordevidence.RecordEvidenceDecider;

class CorrectEvidenceDeciderTest {

  private final CorrectEvidenceDecider decider = new CorrectEvidenceDecider();

  private void records(Scenario school, Submission... submissions) {
    school.accepts(new RecordEvidenceDecider(), record(curriculum(school.ledger()), submissions));
  }

  private Answer corrects(Scenario school, String evidence, String ruling, Correction correction) {
    return school.accepts(decider, correct(school, evidence, ruling, "T-9", correction)).outcome();
  }

  private Rejection.Type refuses(
      Scenario school, String evidence, String ruling, Correction correction) {
    return school.rejects(decider, correct(school, evidence, ruling, "T-9", correction));
  }

  private static CorrectEvidence correct(
      Scenario school, String evidence, String ruling, String by, Correction correction) {
    return correct(school, evidence, ruling, by, correction, DISTRICT);
  }

  private static CorrectEvidence correct(
      Scenario school,
      String evidence,
      String ruling,
      String by,
      Correction correction,
      Actor author) {
    return new CorrectEvidence(
        LEARNER,
        new Found(MATH, A),
        new EvidenceId("lms:" + evidence),
        new Ruling(new RulingId(ruling), by, "because"),
        correction,
        author,
        START.plusSeconds(2_000_000),
        curriculum(school.ledger()));
  }

  private static Score score(double scaled) {
    return new Score.Scaled(BigDecimal.valueOf(scaled));
  }

  private static Scored scored(double scaled) {
    return new Scored(score(scaled), null);
  }

  private static Scenario with(@Nullable Double score) {
    Scenario school = Scenario.given(opened(1, TRACKING));
    school.accepts(
        new RecordEvidenceDecider(),
        record(curriculum(school.ledger()), evidence("1", "A", score, 1)));
    return school;
  }

  @Test
  void a_score_for_evidence_that_awaited_it_decides_all_that_follows() {
    Scenario school = with(null);

    Answer answer = corrects(school, "1", "r1", scored(1.0));

    assertThat(answer.again()).isFalse();
    assertThat(answer.verdict().status()).isEqualTo(Status.MASTERED);
    assertThat(answer.consequences())
        .extracting(Object::getClass)
        .containsExactly(CompetencyMastered.class, StageCompleted.class, LearnerAdvanced.class);
    assertThat(((CompetencyMastered) answer.consequences().getFirst()).cause())
        .isEqualTo(new Cause.ByCorrection(new EvidenceId("lms:1"), new RulingId("r1")));
  }

  @Test
  void who_judges_her_work_is_around_her_now() {
    Scenario school = with(1.0);
    school.happens(new RelationshipStarted(LEARNER, TEACHER));
    school.happens(new RelationshipStarted(LEARNER, GUARDIAN));

    for (Actor author : List.of(STRANGER, GUARDIAN, HERSELF)) {
      var asked = correct(school, "1", "r-0", author.id(), new Rescored(score(0.0)), author);
      assertThat(school.rejects(decider, asked)).isEqualTo(Rejection.Type.MAY_NOT_ACT);
    }
    var rescores = correct(school, "1", "r-1", "T-7", new Rescored(score(0.0)), TEACHER);
    assertThat(school.accepts(decider, rescores).outcome().again()).isFalse();

    school.happens(new RelationshipEnded(LEARNER, TEACHER));
    assertThat(school.accepts(decider, rescores).outcome().again()).isTrue();
    var another = correct(school, "1", "r-2", "T-7", new Rescored(score(1.0)), TEACHER);
    assertThat(school.rejects(decider, another)).isEqualTo(Rejection.Type.MAY_NOT_ACT);
    var ofDistrict = correct(school, "1", "r-2", "A-1", new Rescored(score(1.0)), STAFF);
    assertThat(school.accepts(decider, ofDistrict).outcome().again()).isFalse();
  }

  @Test
  void work_that_was_sent_back_needs_revision_until_it_is_scored() {
    Scenario school = with(null);

    assertThat(corrects(school, "1", "r1", new SentBack()).verdict().status())
        .isEqualTo(Status.NEEDS_REVISION);
    assertThat(corrects(school, "1", "r2", scored(0.5)).verdict().status())
        .isEqualTo(Status.NOT_YET);
  }

  @Test
  void another_score_takes_the_place_of_the_first_and_withdraws_what_it_showed() {
    Scenario school = with(1.0);

    Answer answer = corrects(school, "1", "r1", new Rescored(score(0.0)));

    assertThat(answer.verdict().status()).isEqualTo(Status.WITHDRAWN);
    assertThat(answer.consequences())
        .extracting(Object::getClass)
        .containsExactly(MasteryWithdrawn.class, StagePlacedUnderReview.class);
  }

  @Test
  void retracted_evidence_is_left_out_and_said_to_be_so() {
    Scenario school = with(1.0);
    records(school, evidence("2", "A", 0.0, 5));

    Answer answer = corrects(school, "2", "r1", new Retracted());

    assertThat(answer.verdict().status()).isEqualTo(Status.MASTERED);
    CompetencyMastered again = (CompetencyMastered) answer.consequences().getFirst();
    assertThat(again.basis()).isEqualTo(Basis.RE_DEMONSTRATED);
    assertThat(again.grounds().leftOut())
        .containsExactly(new LeftOut(new EvidenceId("lms:2"), Why.RETRACTED));
    EvidenceRetracted event = school.ledger(EvidenceRetracted.class).findFirst().orElseThrow();
    assertThat(event.remaining()).isEqualTo(1);
    assertThat(event.latest()).isEqualTo(START.plusSeconds(60));
  }

  @Test
  void without_any_evidence_left_nothing_is_started() {
    Scenario school = with(0.5);

    Answer answer = corrects(school, "1", "r1", new Retracted());
    assertThat(answer.verdict().status()).isEqualTo(Status.NOT_STARTED);
    assertThat(answer.verdict().reason()).isEqualTo("No evidence counts yet: 1 retracted.");
  }

  @Test
  void retracted_and_reinstated_is_as_if_never_retracted() {
    Scenario school = with(1.0);
    Scenario never = with(1.0);

    corrects(school, "1", "r1", new Retracted());
    Answer back = corrects(school, "1", "r2", new Reinstated());
    records(school, evidence("2", "A", 0.5, 2));
    records(never, evidence("2", "A", 0.5, 2));

    assertThat(back.verdict().status()).isEqualTo(Status.MASTERED);
    EvidenceReinstated event = school.ledger(EvidenceReinstated.class).findFirst().orElseThrow();
    assertThat(event.remaining()).isEqualTo(1);
    assertThat(last(school)).isEqualTo(last(never));
  }

  private static Status last(Scenario school) {
    Scenario copy =
        Scenario.given(school.ledger().toArray(progression.event.ProgressionEvent[]::new));
    var outcome =
        copy.accepts(
                new RecordEvidenceDecider(),
                record(curriculum(copy.ledger()), evidence("last", "A", null, 9)))
            .outcome()
            .getFirst();
    return ((InRecord) outcome).answer().verdict().status();
  }

  @Test
  void a_second_scorer_counts_beside_the_first() {
    Scenario school = with(1.0);

    Answer answer = corrects(school, "1", "r1", new Moderated(score(0.0)));

    assertThat(answer.verdict().estimate()).isEqualByComparingTo("0.5");
    assertThat(answer.verdict().status()).isEqualTo(Status.WITHDRAWN);
  }

  @Test
  void a_score_that_the_policy_wants_seen_twice_awaits_the_second_scorer() {
    Moderation twice = new Moderation(true, BigDecimal.ZERO, Moderation.Resolution.LOWER);
    Scenario school =
        Scenario.given(
            requiring(new Requirements(0, 0, 0, Set.of(), null, null, twice), opened(1, TRACKING)));
    records(school, evidence("1", "A", 1.0, 1));
    assertThat(school.ledger(CompetencyMastered.class)).isEmpty();

    Answer answer = corrects(school, "1", "r1", new Moderated(score(1.0)));

    assertThat(answer.verdict().status()).isEqualTo(Status.MASTERED);
  }

  @Test
  void nobody_moderates_her_own_score() {
    Scenario school = with(1.0);
    corrects(school, "1", "r1", new Moderated(score(0.5)));

    assertThat(
            school.rejects(decider, correct(school, "1", "r2", "T-7", new Moderated(score(0.5)))))
        .isEqualTo(Rejection.Type.RULING_CONFLICT);
    assertThat(refuses(school, "1", "r3", new Moderated(score(0.5))))
        .isEqualTo(Rejection.Type.RULING_CONFLICT);
  }

  @Test
  void the_same_ruling_again_is_answered_as_the_first_time() {
    Scenario school = with(1.0);
    Answer first = corrects(school, "1", "r1", new Rescored(score(0.0)));
    long position = school.ledger().size() - 3L;
    corrects(school, "1", "r2", new Rescored(score(1.0)));
    int size = school.ledger().size();

    Answer again = corrects(school, "1", "r1", new Rescored(score(0.0)));

    assertThat(again)
        .isEqualTo(new Answer(true, position, A, first.verdict(), first.consequences()));
    assertThat(Decider.position(first.position(), position)).isEqualTo(position);
    assertThat(school.ledger()).hasSize(size);
  }

  @Test
  void a_ruling_id_with_other_content_is_a_conflict() {
    Scenario school = with(1.0);
    corrects(school, "1", "r1", new Rescored(score(0.0)));

    assertThat(refuses(school, "1", "r1", new Rescored(score(0.5))))
        .isEqualTo(Rejection.Type.RULING_CONFLICT);
    assertThat(refuses(school, "1", "r1", new Retracted()))
        .isEqualTo(Rejection.Type.RULING_CONFLICT);
  }

  @Test
  void evidence_that_stands_otherwise_can_not_be_corrected_so() {
    Scenario scored = with(1.0);
    Scenario unscored = with(null);
    Scenario retracted = with(1.0);
    corrects(retracted, "1", "r0", new Retracted());

    for (Correction misfit : List.of(scored(1.0), new SentBack(), new Reinstated())) {
      assertThat(refuses(scored, "1", "r1", misfit)).isEqualTo(Rejection.Type.RULING_CONFLICT);
    }
    for (Correction misfit : List.of(new Rescored(score(1)), new Moderated(score(1)))) {
      assertThat(refuses(unscored, "1", "r1", misfit)).isEqualTo(Rejection.Type.RULING_CONFLICT);
    }
    for (Correction misfit :
        List.of(scored(1.0), new Rescored(score(1)), new Moderated(score(1)), new Retracted())) {
      assertThat(refuses(retracted, "1", "r1", misfit)).isEqualTo(Rejection.Type.RULING_CONFLICT);
    }
  }

  @Test
  void a_score_off_the_scale_and_evidence_that_is_not_there_are_refused() {
    Scenario school = with(1.0);

    assertThat(refuses(school, "1", "r1", new Rescored(new Score.Level(BigDecimal.TEN))))
        .isEqualTo(Rejection.Type.INVALID_EVIDENCE);
    assertThat(refuses(school, "9", "r1", new Retracted()))
        .isEqualTo(Rejection.Type.UNKNOWN_EVIDENCE);
  }

  @Test
  void a_repetition_of_the_evidence_is_answered_as_it_was_and_revives_nothing() {
    Scenario school = Scenario.given(opened(1, STICKY));
    Submission submission = evidence("1", "A", 1.0, 1);
    records(school, submission);
    corrects(school, "1", "r1", new Retracted());
    int size = school.ledger().size();

    var outcome =
        school
            .accepts(new RecordEvidenceDecider(), record(curriculum(school.ledger()), submission))
            .outcome()
            .getFirst();

    Answer again = ((InRecord) outcome).answer();
    assertThat(again.again()).isTrue();
    assertThat(again.verdict().status()).isEqualTo(Status.MASTERED);
    assertThat(again.consequences())
        .extracting(Object::getClass)
        .containsExactly(CompetencyMastered.class, StageCompleted.class, LearnerAdvanced.class);
    assertThat(school.ledger()).hasSize(size);
  }
}
