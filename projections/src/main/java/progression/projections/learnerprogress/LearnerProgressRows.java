package progression.projections.learnerprogress;

import static java.util.Comparator.comparing;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.projections.learnerprogress.GoalRows.ChoiceRow;
import progression.projections.learnerprogress.GoalRows.GoalRow;
import progression.projections.rows.CommonRows;
import progression.projections.rows.CommonRows.PathwayStage;
import progression.projections.rows.CompetencyChange;

/**
 * The rows of this projection, one record per table: what a fold makes of events, and what the
 * tables hold of one learner.
 */
record LearnerProgressRows(
    CommonRows common,
    List<Policy> policies,
    List<CompetencyChange> competencies,
    List<Pathway> pathways,
    List<Stage> stages,
    List<Level> levels,
    List<GoalRow> goals,
    List<ChoiceRow> choices) {

  LearnerProgressRows {
    policies = List.copyOf(policies);
    competencies = List.copyOf(competencies);
    pathways = List.copyOf(pathways);
    stages = List.copyOf(stages);
    levels = List.copyOf(levels);
    goals = List.copyOf(goals);
    choices = List.copyOf(choices);
  }

  /**
   * A policy in force.
   *
   * @param competencies CASE identifiers of what it decides; none for all of its framework
   * @param strict whether what it decides is locked until its prerequisites are mastered
   */
  record Policy(
      String district,
      String framework,
      String policy,
      List<String> competencies,
      boolean strict,
      long position) {
    Policy {
      competencies = List.copyOf(competencies);
    }
  }

  /** The version of a pathway that a learner is on, and her stage; none after the last. */
  record Pathway(
      String district, String learner, String pathway, int version, @Nullable String stage) {}

  /** A stage of a learner's pathway that was completed; {@code holds} unless it is under review. */
  record Stage(String district, String learner, String pathway, String stage, boolean holds) {}

  /** A level that a mastery reached; {@code holds} unless it no longer does. */
  record Level(
      String district, String learner, String competency, BigDecimal level, boolean holds) {}

  /** Whether a competency of a framework is locked until what precedes it is mastered. */
  boolean isStrict(String framework, String competency) {
    return policies.stream()
        .filter(policy -> policy.framework().equals(framework))
        .filter(
            policy -> policy.competencies().isEmpty() || policy.competencies().contains(competency))
        .max(comparing(policy -> !policy.competencies().isEmpty()))
        .map(Policy::strict)
        .orElse(false);
  }

  /** The levels of a competency that the record claims, lowest first. */
  List<BigDecimal> levelsOf(String competency) {
    return levels.stream()
        .filter(row -> row.holds() && row.competency().equals(competency))
        .map(Level::level)
        .sorted()
        .toList();
  }

  /** The stages of the pathways that a learner is on, pathway by pathway and in their order. */
  List<PathwayStage> stagesOnHerWay() {
    return common.pathwayStages().stream()
        .filter(stage -> pathways.stream().anyMatch(pathway -> isOn(pathway, stage)))
        .sorted(comparing(PathwayStage::pathway).thenComparing(PathwayStage::ordinal))
        .toList();
  }

  /** Those of them where she stands, or that are under review. */
  List<PathwayStage> stagesToWorkOn() {
    return stagesOnHerWay().stream()
        .filter(stage -> isCurrent(stage) || isUnderReview(stage))
        .toList();
  }

  boolean isCurrent(PathwayStage stage) {
    return pathways.stream()
        .anyMatch(pathway -> isOn(pathway, stage) && stage.stage().equals(pathway.stage()));
  }

  private boolean isUnderReview(PathwayStage stage) {
    return stages.stream()
        .anyMatch(row ->
            row.pathway().equals(stage.pathway())
                && row.stage().equals(stage.stage())
                && !row.holds());
  }

  private static boolean isOn(Pathway pathway, PathwayStage stage) {
    return pathway.pathway().equals(stage.pathway()) && pathway.version() == stage.version();
  }
}
