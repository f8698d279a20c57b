package progression.publishframework;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.recordevidence.School.A;
import static progression.recordevidence.School.B;
import static progression.recordevidence.School.C;
import static progression.recordevidence.School.D;
import static progression.recordevidence.School.MATH;
import static progression.recordevidence.School.curriculum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import progression.curriculum.Versioned;
import progression.event.FrameworkPublished;
import progression.event.FrameworkPublished.Association;
import progression.event.FrameworkPublished.Competency;
import progression.kernel.CompetencyId;
import progression.kernel.Decision;
import progression.kernel.FrameworkId;
import progression.kernel.Rejection;
import progression.kernel.Scenario;

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

    Versioned published = school.accepts(decider, publish(school, "d1", A, B)).outcome();

    assertThat(published).isEqualTo(new Versioned(1, true, -1));
  }

  @Test
  void the_same_package_again_is_no_new_version() {
    Scenario school = Scenario.given();
    school.accepts(decider, publish(school, "d1", A));

    Versioned again = school.accepts(decider, publish(school, "d1", A)).outcome();

    assertThat(again).isEqualTo(new Versioned(1, false, 0));
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

  private static PublishFramework publish(
      Scenario school, String framework, List<Association> associations) {
    return new PublishFramework(
        new FrameworkId(framework),
        "Math",
        "1.0",
        Stream.of(A, B, C, D)
            .map(id -> new Competency(id, id.equals(B) ? null : "code of " + id, "it"))
            .toList(),
        associations,
        framework + associations,
        "{}",
        curriculum(school.ledger()));
  }

  private static Association precedes(CompetencyId from, CompetencyId to) {
    return new Association(from, Association.Type.PRECEDES, to);
  }

  @Test
  void a_cycle_of_prerequisites_is_refused_and_named_in_order() {
    Scenario school = Scenario.given();

    var decision =
        school.when(
            decider,
            publish(
                school,
                "math",
                List.of(precedes(A, B), precedes(B, C), precedes(C, D), precedes(D, B))));

    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.Rejected.class,
            rejected -> {
              assertThat(rejected.rejection().type()).isEqualTo(Rejection.Type.PREREQUISITE_CYCLE);
              assertThat(rejected.rejection().detail())
                  .startsWith(
                      "id-b precedes code of id-c precedes code of id-d precedes id-b: each");
            });
  }

  @Test
  void what_precedes_itself_is_a_cycle_and_a_diamond_is_none() {
    Scenario school = Scenario.given();

    assertThat(school.rejects(decider, publish(school, "math", List.of(precedes(A, A)))))
        .isEqualTo(Rejection.Type.PREREQUISITE_CYCLE);
    school.accepts(
        decider,
        publish(
            school,
            "math",
            List.of(precedes(A, B), precedes(A, C), precedes(B, D), precedes(C, D))));
  }

  @Test
  void a_cycle_across_frameworks_is_refused_even_where_both_came_at_once() {
    Scenario school = Scenario.given();
    PublishFramework late = publish(school, "late", List.of(precedes(B, A)));
    school.accepts(decider, publish(school, "early", List.of(precedes(A, B))));

    assertThat(school.rejects(decider, late)).isEqualTo(Rejection.Type.PREREQUISITE_CYCLE);
    school.accepts(decider, publish(school, "early", List.of()));
    school.accepts(decider, publish(school, "late", List.of(precedes(B, A))));
  }

  @Test
  void a_chain_may_be_as_long_as_a_framework() {
    List<Association> chain =
        IntStream.range(0, 50_000)
            .mapToObj(n -> precedes(new CompetencyId("c" + n), new CompetencyId("c" + (n + 1))))
            .toList();
    Scenario school = Scenario.given();
    school.accepts(decider, publish(school, "math", chain));
    List<Association> circle = new ArrayList<>(chain);
    circle.add(precedes(new CompetencyId("c50000"), new CompetencyId("c0")));

    assertThat(school.rejects(decider, publish(school, "math", circle)))
        .isEqualTo(Rejection.Type.PREREQUISITE_CYCLE);
  }
}
