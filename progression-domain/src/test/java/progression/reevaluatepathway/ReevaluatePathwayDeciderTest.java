package progression.reevaluatepathway;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.recordevidence.School.A;
import static progression.recordevidence.School.B;
import static progression.recordevidence.School.C;
import static progression.recordevidence.School.D;
import static progression.recordevidence.School.LEARNER;
import static progression.recordevidence.School.MATH;
import static progression.recordevidence.School.PATHWAY;
import static progression.recordevidence.School.START;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.evidence;
import static progression.recordevidence.School.opened;
import static progression.recordevidence.School.record;
import static progression.roster.People.DISTRICT;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import progression.enrolllearner.EnrollLearner;
import progression.enrolllearner.EnrollLearnerDecider;
import progression.event.Cause;
import progression.event.LearnerAdvanced;
import progression.event.PathwayContinued;
import progression.event.PathwayPublished;
import progression.event.ProgressionEvent;
import progression.event.StageCompleted;
import progression.event.StagePlacedUnderReview;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.Scenario;
import progression.mastery.Policy.Regression;
import progression.pathway.Pathway;
import progression.pathway.Requirement;
import progression.recordevidence.RecordEvidence.Submission;
import progression.recordevidence.RecordEvidenceDecider;

/** A version of a pathway reaches those who are on an earlier one when it is asked to. */
class ReevaluatePathwayDeciderTest {

  private static final Cause BY_VERSION_2 = new Cause.ByPathway(PATHWAY, 2);

  private final ReevaluatePathwayDecider decider = new ReevaluatePathwayDecider();

  @Test
  void publishing_a_version_moves_nobody_and_evidence_goes_on_by_the_version_she_is_on() {
    Scenario school = Scenario.given(opened(1, Regression.STICKY));
    school.happens(version(2, stage("new", D), stage("one", A)));

    records(school, evidence("1", "A", 1.0, 1));

    assertThat(school.ledger(LearnerAdvanced.class))
        .containsExactly(advanced(1, "one", "two", "1"));
  }

  @Test
  void she_goes_on_with_what_she_passed_at_the_first_stage_that_she_has_not() {
    Scenario school = mastered("A", "B");
    school.happens(
        version(2, stage("one", A), stage("new", D), stage("two", B), stage("three", C)));

    assertThat(continues(school))
        .containsExactly(new PathwayContinued(LEARNER, PATHWAY, 2, "new", BY_VERSION_2));

    records(school, evidence("D", "D", 1.0, 9));
    assertThat(school.ledger(LearnerAdvanced.class))
        .as("the stage that she passed before is not passed twice")
        .endsWith(advanced(2, "new", "three", "D"));
  }

  @Test
  void a_stage_that_holds_in_the_new_version_is_completed_and_passed_at_once() {
    Scenario school = mastered("A", "D");
    school.happens(version(2, stage("one", A), stage("new", D), stage("last", C)));

    assertThat(continues(school))
        .containsExactly(
            new PathwayContinued(LEARNER, PATHWAY, 2, "new", BY_VERSION_2),
            new StageCompleted(LEARNER, PATHWAY, 2, MATH, 1, "new", List.of(D), BY_VERSION_2),
            new LearnerAdvanced(LEARNER, PATHWAY, 2, MATH, 1, "new", "last", BY_VERSION_2));
  }

  @Test
  void a_completed_stage_that_asks_for_more_now_is_placed_under_review_and_stays_passed() {
    Scenario school = mastered("A");
    school.happens(version(2, stage("one", A, D), stage("two", B)));

    assertThat(continues(school))
        .containsExactly(
            new PathwayContinued(LEARNER, PATHWAY, 2, "two", BY_VERSION_2),
            new StagePlacedUnderReview(
                LEARNER, PATHWAY, 2, MATH, 1, "one", List.of(D), BY_VERSION_2));
  }

  @Test
  void where_all_is_passed_she_stands_behind_the_last_stage() {
    Scenario school = mastered("A");
    school.happens(version(2, stage("one", A)));

    assertThat(continues(school))
        .containsExactly(new PathwayContinued(LEARNER, PATHWAY, 2, null, BY_VERSION_2));
  }

  @Test
  void a_second_time_and_for_who_is_on_no_version_nothing_is_decided() {
    Scenario school = mastered("A");
    assertThat(continues(school)).isEmpty();
    school.happens(version(2, stage("one", A), stage("two", B)));

    assertThat(continues(school)).hasSize(1);
    assertThat(continues(school)).isEmpty();
    Scenario another =
        Scenario.given(
            Stream.of(opened(1, Regression.STICKY)).limit(4).toArray(ProgressionEvent[]::new));
    assertThat(continues(another)).isEmpty();
  }

  @Test
  void to_enroll_her_again_leaves_her_on_her_version() {
    Scenario school = mastered("A");
    school.happens(version(2, stage("one", A), stage("new", D)));

    var again =
        school.accepts(
            new EnrollLearnerDecider(),
            new EnrollLearner(
                LEARNER, List.of(PATHWAY), null, DISTRICT, START, curriculum(school.ledger())));

    assertThat(again.events()).isEmpty();
  }

  private List<ProgressionEvent> continues(Scenario school) {
    return school
        .accepts(
            decider, new ReevaluatePathway(LEARNER, PATHWAY, START, curriculum(school.ledger())))
        .events();
  }

  private static Scenario mastered(String... codes) {
    Scenario school = Scenario.given(opened(1, Regression.STICKY));
    for (String code : codes) {
      records(school, evidence(code, code, 1.0, 1));
    }
    return school;
  }

  private static void records(Scenario school, Submission submission) {
    school.accepts(new RecordEvidenceDecider(), record(curriculum(school.ledger()), submission));
  }

  private static LearnerAdvanced advanced(int version, String from, String to, String by) {
    return new LearnerAdvanced(
        LEARNER,
        PATHWAY,
        version,
        MATH,
        1,
        from,
        to,
        new Cause.ByEvidence(new EvidenceId("lms:" + by)));
  }

  private static PathwayPublished version(int version, Pathway.Stage... stages) {
    return new PathwayPublished(
        PATHWAY, version, MATH, new Pathway("Math 6", MATH, List.of(stages)));
  }

  private static Pathway.Stage stage(String id, CompetencyId... all) {
    return new Pathway.Stage(
        id,
        id,
        new Requirement.AllOf(Stream.of(all).<Requirement>map(Requirement.Mastered::new).toList()));
  }
}
