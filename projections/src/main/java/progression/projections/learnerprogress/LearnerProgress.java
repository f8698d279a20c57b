package progression.projections.learnerprogress;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;
import static java.util.stream.Collectors.toMap;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import progression.mastery.Mastery;

/**
 * Where a learner stands.
 *
 * @param position what the answer reflects: every event up to here, and none behind it
 * @param competencies those that she has shown something of, by framework and code
 * @param stages of her pathways, in their order
 * @param goals none are set yet
 */
public record LearnerProgress(
    String learner,
    long position,
    List<Competency> competencies,
    List<Stage> stages,
    List<Object> goals) {

  /** A stage's status: the names are the contract. */
  private static final String COMPLETED = "completed";

  private static final String UNDER_REVIEW = "under-review";
  private static final String CURRENT = "current";
  private static final String NOT_STARTED = "not-started";

  public LearnerProgress {
    competencies = List.copyOf(competencies);
    stages = List.copyOf(stages);
    goals = List.copyOf(goals);
  }

  /**
   * @param competency the CASE identifier
   * @param code the human coding scheme, where there is one
   * @param estimate in two decimals; none without scored evidence or a policy
   * @param evidence how many pieces count
   * @param lastEvidenceAt when the latest of them occurred
   * @param since when mastery was shown; only while mastered
   */
  public record Competency(
      String competency,
      @Nullable String code,
      String framework,
      String status,
      @Nullable BigDecimal estimate,
      long evidence,
      @Nullable Instant lastEvidenceAt,
      @Nullable Instant since) {}

  /**
   * @param status {@code completed}, {@code under-review}, {@code current} or {@code not-started}
   */
  @Schema(name = "ProgressStage")
  public record Stage(String pathway, String stage, String status) {}

  private record CodeKey(String framework, String competency) {}

  private record StageKey(String pathway, String stage) {}

  /** Puts one learner's rows together with the reference rows they point to. */
  static LearnerProgress of(String learner, long position, LearnerProgressRows rows) {
    return new LearnerProgress(learner, position, competencies(rows), stages(rows), List.of());
  }

  private static List<Competency> competencies(LearnerProgressRows rows) {
    Map<CodeKey, @Nullable String> codes = new HashMap<>();
    rows.codes()
        .forEach(row -> codes.put(new CodeKey(row.framework(), row.competency()), row.code()));
    return rows.competencies().stream()
        .map(row ->
            new Competency(
                row.competency(),
                codes.get(new CodeKey(row.framework(), row.competency())),
                row.framework(),
                row.status(),
                row.estimate() == null ? null : Mastery.rounded(row.estimate()),
                row.evidence(),
                row.lastEvidenceAt(),
                row.since()))
        .sorted(
            comparing(Competency::framework)
                .thenComparing(Competency::code, nullsLast(naturalOrder()))
                .thenComparing(Competency::competency))
        .toList();
  }

  private static List<Stage> stages(LearnerProgressRows rows) {
    Map<String, LearnerProgressRows.Pathway> pathways =
        rows.pathways().stream().collect(toMap(LearnerProgressRows.Pathway::pathway, row -> row));
    Map<StageKey, Boolean> holds =
        rows.stages().stream()
            .collect(
                toMap(
                    row -> new StageKey(row.pathway(), row.stage()),
                    LearnerProgressRows.Stage::holds));
    return rows.pathwayStages().stream()
        .filter(row -> isOn(pathways.get(row.pathway()), row.version()))
        .sorted(
            comparing(LearnerProgressRows.PathwayStage::pathway)
                .thenComparing(comparingInt(LearnerProgressRows.PathwayStage::ordinal)))
        .map(row ->
            new Stage(
                row.pathway(),
                row.stage(),
                status(
                    holds.get(new StageKey(row.pathway(), row.stage())),
                    isAt(pathways.get(row.pathway()), row.stage()))))
        .toList();
  }

  private static boolean isOn(LearnerProgressRows.@Nullable Pathway pathway, int version) {
    return pathway != null && pathway.version() == version;
  }

  private static boolean isAt(LearnerProgressRows.@Nullable Pathway pathway, String stage) {
    return pathway != null && stage.equals(pathway.stage());
  }

  private static String status(@Nullable Boolean holds, boolean isCurrent) {
    if (holds != null) {
      return holds ? COMPLETED : UNDER_REVIEW;
    }
    return isCurrent ? CURRENT : NOT_STARTED;
  }
}
