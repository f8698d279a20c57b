package progression.publishpathway;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.recordevidence.School.A;
import static progression.recordevidence.School.B;
import static progression.recordevidence.School.MATH;
import static progression.recordevidence.School.PATHWAY;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.framework;
import static progression.recordevidence.School.policy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import progression.curriculum.Versioned;
import progression.event.PathwayPublished;
import progression.kernel.CompetencyId;
import progression.kernel.Decision;
import progression.kernel.Rejection;
import progression.kernel.Scenario;
import progression.mastery.Policy;
import progression.pathway.Pathway;
import progression.pathway.Requirement;

class PublishPathwayDeciderTest {

  private final PublishPathwayDecider decider = new PublishPathwayDecider();

  private static PublishPathway publish(Scenario school, Requirement requirement) {
    return new PublishPathway(
        PATHWAY,
        new Pathway("Math 6", MATH, List.of(new Pathway.Stage("one", "One", requirement))),
        curriculum(school.ledger()));
  }

  private static Requirement mastered(String name) {
    return new Requirement.Mastered(new CompetencyId(name));
  }

  private static Requirement mastered(String name, String level) {
    return new Requirement.Mastered(new CompetencyId(name), new BigDecimal(level));
  }

  @Test
  void codes_become_identifiers_however_deep_they_stand() {
    Scenario school = Scenario.given(framework());

    school.accepts(
        decider,
        publish(
            school,
            new Requirement.AllOf(
                List.of(
                    mastered("A"),
                    new Requirement.AtLeast(
                        1, List.of(new Requirement.AnyOf(List.of(mastered("id-b")))))))));

    assertThat(
            school
                .ledger(PathwayPublished.class)
                .flatMap(event -> event.definition().competencies().stream()))
        .containsExactly(A, B);
  }

  @Test
  void a_competency_that_the_framework_lacks_is_refused() {
    Scenario school = Scenario.given(framework());

    assertThat(school.rejects(decider, publish(school, mastered("Z"))))
        .isEqualTo(Rejection.Type.UNKNOWN_COMPETENCY);
  }

  @Test
  void a_framework_that_is_not_published_is_refused() {
    Scenario school = Scenario.given();

    assertThat(school.rejects(decider, publish(school, mastered("A"))))
        .isEqualTo(Rejection.Type.UNKNOWN_FRAMEWORK);
  }

  @Test
  void a_level_is_on_the_scale_of_the_policy_in_force_where_there_is_one() {
    Scenario school = Scenario.given(framework());
    assertThat(school.accepts(decider, publish(school, mastered("A", "3"))).outcome().version())
        .as("no policy says what the scale is")
        .isEqualTo(1);
    school.happens(policy(1, 3, Policy.Regression.STICKY));

    assertThat(school.accepts(decider, publish(school, mastered("A", "3"))).outcome().created())
        .as("the same again")
        .isFalse();
    assertThat(school.when(decider, publish(school, mastered("A", "1.1"))))
        .isEqualTo(
            new Decision.Rejected<>(
                new Rejection(
                    Rejection.Type.INVALID_PATHWAY,
                    "the level 1.1 lies outside the policy's scale 0 to 1: the competency A is"
                        + " decided by the policy in-a-row")));
    assertThat(school.rejects(decider, publish(school, mastered("A", "-0.1"))))
        .isEqualTo(Rejection.Type.INVALID_PATHWAY);
    assertThat(school.accepts(decider, publish(school, mastered("A", "1.0"))).outcome().version())
        .isEqualTo(2);
    assertThat(school.ledger(PathwayPublished.class).toList().getLast().definition().asked())
        .containsExactly(new Requirement.Mastered(A, new BigDecimal("1")));
  }

  @Test
  void the_same_again_is_no_new_version_and_a_change_is_the_next() {
    Scenario school = Scenario.given(framework());
    school.accepts(decider, publish(school, mastered("A")));

    assertThat(school.accepts(decider, publish(school, mastered("id-a"))).outcome())
        .isEqualTo(new Versioned(1, false, 1));
    assertThat(school.accepts(decider, publish(school, mastered("B"))).outcome())
        .isEqualTo(new Versioned(2, true, -1));
  }
}
