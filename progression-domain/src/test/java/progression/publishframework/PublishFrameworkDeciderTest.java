package progression.publishframework;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.recordevidence.School.A;
import static progression.recordevidence.School.B;
import static progression.recordevidence.School.MATH;
import static progression.recordevidence.School.curriculum;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import progression.event.FrameworkPublished;
import progression.event.FrameworkPublished.Competency;
import progression.kernel.CompetencyId;
import progression.kernel.Rejection;
import progression.kernel.Scenario;
import progression.publishframework.PublishFramework.Published;

class PublishFrameworkDeciderTest {

  private final PublishFrameworkDecider decider = new PublishFrameworkDecider();

  private static PublishFramework publish(
      Scenario school, String digest, CompetencyId... competencies) {
    return new PublishFramework(
        MATH,
        "Math",
        "1.0",
        Arrays.stream(competencies).map(id -> new Competency(id, null, "it")).toList(),
        List.of(),
        digest,
        "{}",
        curriculum(school.ledger()));
  }

  @Test
  void a_package_becomes_the_first_version() {
    Scenario school = Scenario.given();

    Published published = school.accepts(decider, publish(school, "d1", A, B)).outcome();

    assertThat(published).isEqualTo(new Published(1, 2, true, -1));
  }

  @Test
  void the_same_package_again_is_no_new_version() {
    Scenario school = Scenario.given();
    school.accepts(decider, publish(school, "d1", A));

    Published again = school.accepts(decider, publish(school, "d1", A)).outcome();

    assertThat(again).isEqualTo(new Published(1, 1, false, 0));
    assertThat(school.ledger(FrameworkPublished.class)).hasSize(1);
  }

  @Test
  void a_changed_package_is_the_next_version() {
    Scenario school = Scenario.given();
    school.accepts(decider, publish(school, "d1", A));

    assertThat(school.accepts(decider, publish(school, "d2", A, B)).outcome().version())
        .isEqualTo(2);
  }

  @Test
  void an_identifier_that_stands_twice_is_refused() {
    Scenario school = Scenario.given();

    assertThat(school.rejects(decider, publish(school, "d1", A, B, A)))
        .isEqualTo(Rejection.Type.INVALID_FRAMEWORK);
  }

  @Test
  void a_package_without_items_is_refused() {
    Scenario school = Scenario.given();

    assertThat(school.rejects(decider, publish(school, "d1")))
        .isEqualTo(Rejection.Type.INVALID_FRAMEWORK);
  }
}
