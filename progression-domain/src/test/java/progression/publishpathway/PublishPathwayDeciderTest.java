package progression.publishpathway;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.recordevidence.School.A;
import static progression.recordevidence.School.B;
import static progression.recordevidence.School.MATH;
import static progression.recordevidence.School.PATHWAY;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.framework;

import java.util.List;
import org.junit.jupiter.api.Test;
import progression.curriculum.Versioned;
import progression.event.PathwayPublished;
import progression.kernel.CompetencyId;
import progression.kernel.Rejection;
import progression.kernel.Scenario;
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
  void the_same_again_is_no_new_version_and_a_change_is_the_next() {
    Scenario school = Scenario.given(framework());
    school.accepts(decider, publish(school, mastered("A")));

    assertThat(school.accepts(decider, publish(school, mastered("id-a"))).outcome())
        .isEqualTo(new Versioned(1, false, 1));
    assertThat(school.accepts(decider, publish(school, mastered("B"))).outcome())
        .isEqualTo(new Versioned(2, true, -1));
  }
}
