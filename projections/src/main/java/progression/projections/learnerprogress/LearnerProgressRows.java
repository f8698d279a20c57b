package progression.projections.learnerprogress;

import static java.util.Comparator.comparing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.projections.learnerprogress.GoalRows.ChoiceRow;
import progression.projections.learnerprogress.GoalRows.GoalRow;
import progression.projections.runtime.CommonRows;
import progression.projections.runtime.CommonRows.PathwayStage;

/**
 * The rows of this projection, one record per table: what a fold makes of events, and what the
 * tables hold of one learner.
 */
record LearnerProgressRows(
    CommonRows common,
    List<Competency> competencies,
    List<Pathway> pathways,
    List<Stage> stages,
    List<GoalRow> goals,
    List<ChoiceRow> choices) {

  LearnerProgressRows {
    competencies = List.copyOf(competencies);
    pathways = List.copyOf(pathways);
    stages = List.copyOf(stages);
    goals = List.copyOf(goals);
    choices = List.copyOf(choices);
  }

  /**
   * A learner and a competency that she has shown something of.
   *
   * @param status of the last verdict, in kebab-case
   * @param estimate unrounded
   * @param evidence how many pieces count towards the verdict
   * @param lastEvidenceAt when the latest of them occurred
   * @param since when mastery was shown; only while mastered
   * @param recounted whether a change counts the evidence anew, and does not add to it
   */
  record Competency(
      String district,
      String learner,
      String competency,
      String framework,
      String status,
      @Nullable BigDecimal estimate,
      long evidence,
      @Nullable Instant lastEvidenceAt,
      @Nullable Instant since,
      boolean recounted) {}

  /** The version of a pathway that a learner is on, and her stage; none after the last. */
  record Pathway(
      String district, String learner, String pathway, int version, @Nullable String stage) {}

  /** A stage of a learner's pathway that was completed; {@code holds} unless it is under review. */
  record Stage(String district, String learner, String pathway, String stage, boolean holds) {}

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
