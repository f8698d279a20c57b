package progression.projections.learnerprogress;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import progression.agency.Goal;
import progression.kernel.CompetencyId;
import progression.ledger.json.DomainJson;
import progression.pathway.Requirement;
import progression.pathway.Requirement.Mastered;
import progression.projections.learnerprogress.GoalRows.GoalRow;
import progression.projections.learnerprogress.LearnerProgress.NextStep;
import progression.projections.rows.CommonRows.PathwayStage;
import progression.projections.rows.CommonRows.Standard;
import progression.projections.rows.CompetencyChange;
import tools.jackson.databind.JsonNode;

/**
 * What there is to work on: what her current stages, and those under review, leave open after her
 * choices; then what her open goals do.
 */
final class NextSteps {

  private static final String MASTERED = "mastered";
  private static final String OVERRIDDEN = "overridden";

  private final LearnerProgressRows rows;
  private final Map<String, String> statuses;
  private final Map<String, Goal> open;

  NextSteps(LearnerProgressRows rows) {
    this.rows = rows;
    this.statuses =
        rows.competencies().stream()
            .collect(toMap(CompetencyChange::competency, CompetencyChange::status));
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
    Set<Mastered> told = new LinkedHashSet<>();
    for (PathwayStage stage : rows.stagesToWorkOn()) {
      requirement(stage)
          .open(this::isMet, chosen(stage))
          .filter(told::add)
          .forEach(
              asked -> steps.add(step(asked, stage.framework(), stage.pathway(), stage.stage())));
    }
    open.values().stream()
        .flatMap(this::open)
        .filter(told::add)
        .forEach(asked -> steps.add(step(asked, null, null, null)));
    return steps;
  }

  /** A person who overrides a verdict vouches for every level. */
  private boolean isMet(Mastered asked) {
    String competency = asked.competency().value();
    String status = statuses.get(competency);
    return OVERRIDDEN.equals(status)
        || (MASTERED.equals(status)
            && (asked.level() == null || rows.levelsOf(competency).contains(asked.level())));
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

  private Stream<Mastered> open(Goal goal) {
    Goal.StageAim stage = goal.stage();
    return Stream.concat(
        goal.competencies().stream().map(Mastered::new).filter(asked -> !isMet(asked)),
        stage == null ? Stream.empty() : stage.requirement().open(this::isMet, Set.of()));
  }

  private NextStep step(
      Mastered asked,
      @Nullable String framework,
      @Nullable String pathway,
      @Nullable String stage) {
    String competency = asked.competency().value();
    Standard standard = standard(competency, framework);
    return new NextStep(
        competency,
        standard == null ? null : standard.code(),
        standard == null ? null : standard.statement(),
        asked.level(),
        pathway,
        stage,
        lockedBy(competency, framework),
        goalsOn(competency));
  }

  private List<String> lockedBy(String competency, @Nullable String framework) {
    return standards(competency, framework)
        .filter(row -> rows.isStrict(row.framework(), competency))
        .flatMap(row ->
            row.prerequisites().stream()
                .flatMap(before -> standards(before, row.framework()))
                .filter(before -> before.version() == row.version())) // both are in force
        .map(before -> new Mastered(new CompetencyId(before.competency())))
        .filter(before -> !isMet(before))
        .map(before -> before.competency().value())
        .distinct()
        .sorted()
        .toList();
  }

  /** What it is called; of several frameworks that have it, by the first code. */
  private @Nullable Standard standard(String competency, @Nullable String framework) {
    return standards(competency, framework)
        .min(
            comparing(Standard::code, nullsLast(naturalOrder())).thenComparing(Standard::framework))
        .orElse(null);
  }

  private Stream<Standard> standards(String competency, @Nullable String framework) {
    return rows.common().standards().stream()
        .filter(row -> row.competency().equals(competency))
        .filter(row -> framework == null || row.framework().equals(framework));
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
