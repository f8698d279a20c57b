package progression.projections.learnerprogress;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import progression.agency.Goal;
import progression.kernel.CompetencyId;
import progression.ledger.json.DomainJson;
import progression.pathway.Requirement;
import progression.projections.learnerprogress.GoalRows.GoalRow;
import progression.projections.learnerprogress.LearnerProgress.NextStep;
import progression.projections.runtime.CommonRows.PathwayStage;
import progression.projections.runtime.CommonRows.Standard;
import tools.jackson.databind.JsonNode;

/**
 * What there is to work on: what her current stages, and those under review, leave open after her
 * choices; then what her open goals do.
 */
final class NextSteps {

  private static final Set<String> MASTERED = Set.of("mastered", "overridden");

  private final LearnerProgressRows rows;
  private final Set<CompetencyId> mastered;
  private final Map<String, Goal> open;

  NextSteps(LearnerProgressRows rows) {
    this.rows = rows;
    this.mastered =
        rows.competencies().stream()
            .filter(row -> MASTERED.contains(row.status()))
            .map(row -> new CompetencyId(row.competency()))
            .collect(toSet());
    this.open =
        rows.goals().stream()
            .filter(row -> GoalRows.OPEN.equals(row.status()))
            .collect(
                toMap(
                    GoalRow::goal, NextSteps::definition, (one, same) -> one, LinkedHashMap::new));
  }

  /** In the order in which they are to be done. */
  List<NextStep> steps() {
    List<NextStep> steps = new ArrayList<>();
    Set<CompetencyId> told = new LinkedHashSet<>();
    for (PathwayStage stage : rows.stagesToWorkOn()) {
      requirement(stage)
          .open(mastered, chosen(stage))
          .filter(told::add)
          .forEach(competency ->
              steps.add(step(competency, stage.framework(), stage.pathway(), stage.stage())));
    }
    open.values().stream()
        .flatMap(this::open)
        .filter(told::add)
        .forEach(competency -> steps.add(step(competency, null, null, null)));
    return steps;
  }

  /** The ids of the open goals that speak of each competency. */
  List<String> goalsOn(String competency) {
    return open.entrySet().stream()
        .filter(goal -> goal.getValue().all().contains(new CompetencyId(competency)))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** A goal's terms. */
  static Goal definition(GoalRow row) {
    JsonNode definition = row.definition();
    if (definition == null) {
      throw new IllegalStateException("a goal without terms: " + row);
    }
    return DomainJson.mapper().treeToValue(definition, Goal.class);
  }

  private Stream<CompetencyId> open(Goal goal) {
    Goal.StageAim stage = goal.stage();
    return Stream.concat(
        goal.competencies().stream().filter(competency -> !mastered.contains(competency)),
        stage == null ? Stream.empty() : stage.requirement().open(mastered, Set.of()));
  }

  private NextStep step(
      CompetencyId competency,
      @Nullable String framework,
      @Nullable String pathway,
      @Nullable String stage) {
    return new NextStep(
        competency.value(),
        code(competency.value(), framework),
        pathway,
        stage,
        goalsOn(competency.value()));
  }

  private @Nullable String code(String competency, @Nullable String framework) {
    return rows.common().standards().stream()
        .filter(row -> row.competency().equals(competency))
        .filter(row -> framework == null || row.framework().equals(framework))
        .map(Standard::code)
        .filter(Objects::nonNull)
        .sorted()
        .findFirst()
        .orElse(null);
  }

  private static Requirement requirement(PathwayStage stage) {
    return DomainJson.mapper().treeToValue(stage.requirement(), Requirement.class);
  }

  private Set<CompetencyId> chosen(PathwayStage stage) {
    return rows.choices().stream()
        .filter(row -> row.pathway().equals(stage.pathway()) && row.stage().equals(stage.stage()))
        .flatMap(row -> row.chosen().stream())
        .map(CompetencyId::new)
        .collect(toSet());
  }
}
