package progression.enrolllearner;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.mastery.Policy.Regression.STICKY;
import static progression.recordevidence.School.LEARNER;
import static progression.recordevidence.School.PATHWAY;
import static progression.recordevidence.School.START;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.evidence;
import static progression.recordevidence.School.framework;
import static progression.recordevidence.School.pathway;
import static progression.recordevidence.School.policy;
import static progression.recordevidence.School.record;
import static progression.roster.People.DISTRICT;
import static progression.roster.People.GUARDIAN;
import static progression.roster.People.HERSELF;
import static progression.roster.People.STAFF;
import static progression.roster.People.TEACHER;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import progression.agency.Actor;
import progression.enrolllearner.EnrollLearner.Enrollment;
import progression.event.Cause.ByEvidence;
import progression.event.Consequence;
import progression.event.LearnerAdvanced;
import progression.event.LearnerDescribed;
import progression.event.LearnerEnrolled;
import progression.event.PathwayStarted;
import progression.event.StageCompleted;
import progression.kernel.PathwayId;
import progression.kernel.Rejection;
import progression.kernel.Scenario;
import progression.recordevidence.RecordEvidenceDecider;
import progression.roster.Description;
import progression.roster.People;

class EnrollLearnerDeciderTest {

  private final EnrollLearnerDecider decider = new EnrollLearnerDecider();

  private Enrollment enrolls(Scenario school, PathwayId... pathways) {
    return school.accepts(decider, enroll(school, pathways)).outcome().enrollment();
  }

  private static EnrollLearner enroll(Scenario school, PathwayId... pathways) {
    return enroll(school, DISTRICT, pathways);
  }

  private static EnrollLearner enroll(Scenario school, Actor author, PathwayId... pathways) {
    return new EnrollLearner(
        LEARNER, List.of(pathways), null, author, START, curriculum(school.ledger()));
  }

  @Test
  void a_learner_is_enrolled_once() {
    Scenario school = Scenario.given();

    assertThat(enrolls(school)).isEqualTo(Enrollment.ENROLLED);
    assertThat(enrolls(school)).isEqualTo(Enrollment.ALREADY_ENROLLED);
    assertThat(school.ledger(LearnerEnrolled.class)).hasSize(1);
  }

  @Test
  void only_the_district_enrols() {
    Scenario school = Scenario.given(People.enrolled()).and(framework(), pathway());

    for (Actor actor : Set.of(HERSELF, TEACHER, GUARDIAN)) {
      assertThat(school.rejects(decider, enroll(school, actor, PATHWAY)))
          .as("%s", actor)
          .isEqualTo(Rejection.Type.MAY_NOT_ACT);
    }
    assertThat(school.accepts(decider, enroll(school, STAFF, PATHWAY)).outcome().enrollment())
        .isEqualTo(Enrollment.PATHWAYS_STARTED);
  }

  @Test
  void enrolling_again_starts_the_pathways_that_are_new_to_her() {
    Scenario school = Scenario.given(framework(), pathway());
    enrolls(school);

    assertThat(enrolls(school, PATHWAY, PATHWAY)).isEqualTo(Enrollment.PATHWAYS_STARTED);
    assertThat(enrolls(school, PATHWAY)).isEqualTo(Enrollment.ALREADY_ENROLLED);
    assertThat(school.ledger(PathwayStarted.class)).hasSize(1);
  }

  @Test
  void a_pathway_that_is_not_published_is_refused_and_nobody_is_enrolled() {
    Scenario school = Scenario.given(framework());

    assertThat(school.rejects(decider, enroll(school, PATHWAY)))
        .isEqualTo(Rejection.Type.UNKNOWN_PATHWAY);
    assertThat(school.ledger(LearnerEnrolled.class)).isEmpty();
  }

  @Test
  void what_she_has_mastered_already_counts_on_a_pathway_that_she_starts_now() {
    Scenario school = Scenario.given(framework(), policy(1, 1, STICKY), pathway());
    enrolls(school);
    school.accepts(
        new RecordEvidenceDecider(),
        record(
            curriculum(school.ledger()), evidence("1", "A", 1.0, 1), evidence("2", "C", 1.0, 2)));

    List<Consequence> told =
        school.accepts(decider, enroll(school, PATHWAY)).outcome().consequences();

    assertThat(told)
        .isEqualTo(
            school
                .ledger(Consequence.class)
                .filter(e -> !(e.cause() instanceof ByEvidence))
                .toList())
        .hasSize(3);
    assertThat(school.accepts(decider, enroll(school, PATHWAY)).outcome().consequences())
        .as("the same again")
        .isEqualTo(told);
    assertThat(school.accepts(decider, enroll(school)).outcome().consequences())
        .as("no pathway is asked for")
        .isEmpty();
    assertThat(school.ledger(StageCompleted.class).map(StageCompleted::stage))
        .containsExactly("one", "three");
    assertThat(school.ledger(LearnerAdvanced.class).map(LearnerAdvanced::to))
        .containsExactly("two");
  }

  @Test
  void what_the_district_says_of_her_is_recorded_when_it_is_something_new() {
    Scenario school = Scenario.given(framework(), pathway());
    Description sixth = new Description("6", Map.of("english-learner", "yes"));
    Description seventh = new Description("7", Map.of());

    assertThat(describes(school, sixth)).isEqualTo(Enrollment.ENROLLED);
    assertThat(describes(school, sixth)).isEqualTo(Enrollment.ALREADY_ENROLLED);
    assertThat(enrolls(school)).isEqualTo(Enrollment.ALREADY_ENROLLED);
    assertThat(describes(school, seventh)).isEqualTo(Enrollment.DESCRIBED);
    assertThat(describes(school, sixth, PATHWAY)).isEqualTo(Enrollment.PATHWAYS_STARTED);
    assertThat(school.ledger(LearnerDescribed.class).map(LearnerDescribed::description))
        .containsExactly(sixth, seventh, sixth);
  }

  private Enrollment describes(Scenario school, Description as, PathwayId... pathways) {
    return school
        .accepts(
            decider,
            new EnrollLearner(
                LEARNER, List.of(pathways), as, DISTRICT, START, curriculum(school.ledger())))
        .outcome()
        .enrollment();
  }

  @Test
  void a_pathway_published_after_the_command_was_completed_is_found() {
    Scenario school = Scenario.given();
    EnrollLearner early = enroll(school, PATHWAY);
    Scenario later = Scenario.given(framework(), pathway());

    assertThat(later.accepts(decider, early).outcome().enrollment()).isEqualTo(Enrollment.ENROLLED);
  }
}
