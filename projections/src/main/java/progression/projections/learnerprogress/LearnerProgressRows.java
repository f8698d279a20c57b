package progression.projections.learnerprogress;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    List<PathwayStage> pathwayStages) {

  LearnerProgressRows {
    learners = List.copyOf(learners);
    competencies = List.copyOf(competencies);
    pathways = List.copyOf(pathways);
    stages = List.copyOf(stages);
    codes = List.copyOf(codes);
    pathwayStages = List.copyOf(pathwayStages);
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
      @Nullable Instant since) {}

  /** The version of a pathway that a learner is on, and her stage; none after the last. */
  record Pathway(
      String district, String learner, String pathway, int version, @Nullable String stage) {}

  /** A stage of a learner's pathway that was completed; {@code holds} unless it is under review. */
  record Stage(String district, String learner, String pathway, String stage, boolean holds) {}

  /** The human code of a competency, as the framework published at the position gives it. */
  record Code(
      String district, String framework, String competency, @Nullable String code, long position) {}

  /** A stage of a published version of a pathway, in its place. */
  record PathwayStage(
      String district, String pathway, int version, int ordinal, String stage, long position) {}
}
