package progression.mapobjectives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static progression.recordevidence.School.A;
import static progression.recordevidence.School.B;
import static progression.recordevidence.School.MATH;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.framework;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import progression.curriculum.Versioned;
import progression.event.FrameworkPublished;
import progression.event.ObjectivesMapped;
import progression.interchange.ObjectiveMapping;
import progression.interchange.ObjectiveMapping.Marks;
import progression.interchange.ObjectiveMapping.Objective;
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.kernel.MappingId;
import progression.kernel.Rejection;
import progression.kernel.Scenario;
import progression.mastery.Evidence;

class MapObjectivesDeciderTest {

  private final MapObjectivesDecider decider = new MapObjectivesDecider();

  private static MapObjectives map(
      Scenario school, String mapping, String assessment, String... competencies) {
    return new MapObjectives(
        new MappingId(mapping), definition(assessment, competencies), curriculum(school.ledger()));
  }

  private static ObjectiveMapping definition(String assessment, String... competencies) {
    return definition(MATH, assessment, competencies);
  }

  private static ObjectiveMapping definition(
      FrameworkId framework, String assessment, String... competencies) {
    return new ObjectiveMapping(
        assessment,
        "uri://example.org",
        framework,
        Evidence.Kind.ASSESSMENT,
        ZoneOffset.UTC,
        Arrays.stream(competencies)
            .map(name ->
                new Objective(
                    "about " + name,
                    new CompetencyId(name),
                    "Raw score",
                    new Marks.Points(BigDecimal.TEN)))
            .toList());
  }

  @Test
  void codes_become_identifiers() {
    Scenario school = Scenario.given(framework());

    school.accepts(decider, map(school, "m", "placement", "A", "id-b"));

    assertThat(
            school
                .ledger(ObjectivesMapped.class)
                .flatMap(event -> event.definition().objectives().stream())
                .map(Objective::competency))
        .containsExactly(A, B);
  }

  @Test
  void a_framework_or_competency_that_is_not_there_is_refused() {
    Scenario nothing = Scenario.given();
    Scenario school = Scenario.given(framework());

    assertThat(nothing.rejects(decider, map(nothing, "m", "placement", "A")))
        .isEqualTo(Rejection.Type.UNKNOWN_FRAMEWORK);
    assertThat(school.rejects(decider, map(school, "m", "placement", "A", "Z")))
        .isEqualTo(Rejection.Type.UNKNOWN_COMPETENCY);
  }

  @Test
  void the_same_again_is_no_new_version_and_a_change_is_the_next() {
    Scenario school = Scenario.given(framework());
    school.accepts(decider, map(school, "m", "placement", "A"));

    assertThat(school.accepts(decider, map(school, "m", "placement", "A")).outcome())
        .isEqualTo(new Versioned(1, false, 1));
    assertThat(school.accepts(decider, map(school, "m", "placement", "B")).outcome().version())
        .isEqualTo(2);
    assertThat(curriculum(school.ledger()).mappingOf("placement", "uri://example.org"))
        .hasValueSatisfying(mapping -> assertThat(mapping.objective("about B")).isPresent());
  }

  @Test
  void of_two_mappings_for_one_assessment_the_second_is_refused_even_where_both_came_at_once() {
    Scenario school = Scenario.given(framework());
    MapObjectives late = map(school, "late", "placement", "A");
    school.accepts(decider, map(school, "early", "placement", "A"));

    assertThat(school.rejects(decider, late)).isEqualTo(Rejection.Type.MAPPING_OVERLAP);
    school.accepts(decider, map(school, "other", "another assessment", "A"));
  }

  @Test
  void an_overlap_is_seen_where_the_other_mapping_is_of_another_framework() {
    FrameworkPublished math = framework();
    FrameworkId art = new FrameworkId("art");
    Scenario school =
        Scenario.given(
            math,
            new FrameworkPublished(
                art, 1, "Art", "1.0", math.competencies(), List.of(), "art", "{}"));
    MapObjectives late =
        new MapObjectives(
            new MappingId("late"), definition(art, "placement", "A"), curriculum(school.ledger()));
    school.accepts(decider, map(school, "early", "placement", "A"));

    assertThat(school.rejects(decider, late)).isEqualTo(Rejection.Type.MAPPING_OVERLAP);
  }

  @Test
  void an_objective_stands_in_a_mapping_once_and_has_points_or_levels() {
    assertThatThrownBy(() -> definition("placement", "A", "A"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> definition("placement")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Marks.Points(BigDecimal.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Marks.Levels(Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new Marks.Levels(Map.of("b", BigDecimal.ONE, "a", BigDecimal.TEN)).levels().keySet())
        .containsExactly("a", "b");
  }
}
