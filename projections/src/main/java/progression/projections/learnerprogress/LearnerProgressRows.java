package progression.projections.learnerprogress;

import static java.util.Comparator.comparing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.projections.learnerprogress.GoalRows.ChoiceRow;
import progression.projections.learnerprogress.GoalRows.GoalRow;
import tools.jackson.databind.JsonNode;

/**
 * The rows of this projection, one record per table: what a fold makes of events, and what the
 * tables hold of one learner.
 */
record LearnerProgressRows(
    List<Learner> learners,
    List<Competency> competencies,
    List<Pathway> pathways,
    List<Stage> stages,
    List<Code> codes,
    List<PathwayStage> pathwayStages,
    List<GoalRow> goals,
    List<ChoiceRow> choices) {

  LearnerProgressRows {
    learners = List.copyOf(learners);
    competencies = List.copyOf(competencies);
    pathways = List.copyOf(pathways);
    stages = List.copyOf(stages);
    codes = List.copyOf(codes);
    pathwayStages = List.copyOf(pathwayStages);
    goals = List.copyOf(goals);
    choices = List.copyOf(choices);
  }

  /** An enrolled learner. */
  record Learner(String district, String learner) {}

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

  /** The human code of a competency, as the framework published at the position gives it. */
  record Code(
      String district, String framework, String competency, @Nullable String code, long position) {}

  /**
   * A stage of a published version of a pathway, in its place.
   *
   * @param framework that of the pathway
   * @param requirement as the event gives it
   * @param weeks how long it is meant to take
   */
  record PathwayStage(
      String district,
      String pathway,
      int version,
      int ordinal,
      String stage,
      String framework,
      JsonNode requirement,
      @Nullable Integer weeks,
      long position) {}

  /** The stages of the pathways that a learner is on, pathway by pathway and in their order. */
  List<PathwayStage> stagesOnHerWay() {
    return pathwayStages.stream()
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
