package progression.projections.learnerprogress;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;
import static java.util.stream.Collectors.toMap;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import progression.kernel.CompetencyId;
import progression.mastery.Mastery;
import progression.projections.rows.CommonRows.Standard;
import progression.projections.rows.CompetencyChange;

/**
 * Where a learner stands.
 *
 * @param position what the answer reflects: every event up to here, and none behind it
 * @param competencies those that she has shown something of, by framework and code
 * @param stages of her pathways, in their order
 * @param goals in the order in which they were set
 * @param nextSteps what there is to work on, in the order of her way and then of her goals
 */
public record LearnerProgress(
    String learner,
    long position,
    List<Competency> competencies,
    List<Stage> stages,
    List<Goal> goals,
    List<NextStep> nextSteps) {

  /** A stage's status: the names are the contract. */
  private static final String COMPLETED = "completed";

  private static final String UNDER_REVIEW = "under-review";
  private static final String CURRENT = "current";
  private static final String NOT_STARTED = "not-started";

  public LearnerProgress {
    competencies = List.copyOf(competencies);
    stages = List.copyOf(stages);
    goals = List.copyOf(goals);
    nextSteps = List.copyOf(nextSteps);
  }

  /**
   * @param statement what its framework says, or last said, that it is; none where that never said
   * @param status {@code not-started}, {@code locked}, {@code awaiting-evaluation}, {@code
   *     needs-revision}, {@code not-yet}, {@code mastered}, {@code withdrawn} or {@code overridden}
   * @param reason why, in one plain sentence, or {@code no-policy} where none applies; none where
   *     the row is older than reasons are kept
   * @param estimate on the policy's scale, in two decimals; none with fewer scores than the method
   *     needs, or without a policy
   * @param evidence how many pieces of evidence count
   * @param lastEvidenceAt when the latest piece of evidence that counts occurred; none where none
   *     counts
   * @param since when mastery was shown; none while it is not mastered
   * @param levels the levels that she is asked for and her mastery reaches, lowest first; an
   *     override stands for every one
   * @param goals the ids of her open goals that speak of it
   */
  public record Competency(
      String competency,
      @Nullable String code,
      @Nullable String statement,
      String framework,
      String status,
      @Nullable String reason,
      @Nullable BigDecimal estimate,
      long evidence,
      @Nullable Instant lastEvidenceAt,
      @Nullable Instant since,
      List<BigDecimal> levels,
      List<String> goals) {
    public Competency {
      levels = List.copyOf(levels);
      goals = List.copyOf(goals);
    }
  }

  /**
   * @param status {@code completed}, {@code under-review}, {@code current} or {@code not-started}
   * @param weeks how many weeks it is meant to take, as advice; none where the pathway does not say
   */
  @Schema(name = "ProgressStage")
  public record Stage(String pathway, String stage, String status, @Nullable Integer weeks) {}

  /**
   * @param goal its id
   * @param statement in the words of those who set it
   * @param horizon {@code short} or {@code long}
   * @param status {@code open}, {@code achieved} or {@code abandoned}
   * @param competencies the CASE identifiers of the competencies that it names
   * @param stage of a pathway of hers; none where the goal names none
   * @param criteria how they will see that it is reached; none where nobody said
   * @param targetDate as advice; none where there is none
   */
  @Schema(name = "ProgressGoal")
  public record Goal(
      String goal,
      String statement,
      String horizon,
      String status,
      List<String> competencies,
      @Nullable GoalStage stage,
      @Nullable String criteria,
      @Nullable LocalDate targetDate) {
    public Goal {
      competencies = List.copyOf(competencies);
    }
  }

  /** The stage that a goal names. */
  public record GoalStage(String pathway, String stage) {}

  /**
   * A competency to work on.
   *
   * @param statement what its framework says, or last said, that it is; none where that never said
   * @param level that is asked for; none where mastery is enough
   * @param pathway whose stage asks for it; none where only a goal does
   * @param stage that asks for it; none where only a goal does
   * @param lockedBy the CASE identifiers of what she has to master first, of the same framework;
   *     empty where the policy does not say so
   * @param goals the ids of her open goals that speak of it
   */
  public record NextStep(
      String competency,
      @Nullable String code,
      @Nullable String statement,
      @Nullable BigDecimal level,
      @Nullable String pathway,
      @Nullable String stage,
      List<String> lockedBy,
      List<String> goals) {
    public NextStep {
      lockedBy = List.copyOf(lockedBy);
      goals = List.copyOf(goals);
    }
  }

  private record CompetencyKey(String framework, String competency) {}

  private record StageKey(String pathway, String stage) {}

  /** Puts one learner's rows together with the reference rows they point to. */
  static LearnerProgress of(String learner, long position, LearnerProgressRows rows) {
    NextSteps next = new NextSteps(rows);
    return new LearnerProgress(
        learner,
        position,
        competencies(rows, next),
        stages(rows),
        rows.goals().stream().map(LearnerProgress::goal).toList(),
        next.steps());
  }

  private static Goal goal(GoalRows.GoalRow row) {
    var terms = NextSteps.definition(row);
    var stage = terms.stage();
    return new Goal(
        row.goal(),
        terms.statement(),
        terms.horizon().name().toLowerCase(Locale.ROOT),
        Objects.requireNonNull(row.status()),
        terms.competencies().stream().map(CompetencyId::value).toList(),
        stage == null ? null : new GoalStage(stage.pathway().value(), stage.stage()),
        terms.criteria(),
        terms.targetDate());
  }

  private static List<Competency> competencies(LearnerProgressRows rows, NextSteps next) {
    Map<CompetencyKey, Standard> named = new HashMap<>();
    rows.common()
        .standards()
        .forEach(row -> named.put(new CompetencyKey(row.framework(), row.competency()), row));
    return rows.competencies().stream()
        .map(row -> competency(row, named, rows, next))
        .sorted(
            comparing(Competency::framework)
                .thenComparing(Competency::code, nullsLast(naturalOrder()))
                .thenComparing(Competency::competency))
        .toList();
  }

  private static Competency competency(
      CompetencyChange row,
      Map<CompetencyKey, Standard> named,
      LearnerProgressRows rows,
      NextSteps next) {
    Standard standard = named.get(new CompetencyKey(row.framework(), row.competency()));
    return new Competency(
        row.competency(),
        standard == null ? null : standard.code(),
        standard == null ? null : standard.statement(),
        row.framework(),
        row.status(),
        row.reason(),
        row.estimate() == null ? null : Mastery.rounded(row.estimate()),
        row.evidence(),
        row.lastEvidenceAt(),
        row.since(),
        rows.levelsOf(row.competency()),
        next.goalsOn(row.competency()));
  }

  private static List<Stage> stages(LearnerProgressRows rows) {
    Map<StageKey, Boolean> holds =
        rows.stages().stream()
            .collect(
                toMap(
                    row -> new StageKey(row.pathway(), row.stage()),
                    LearnerProgressRows.Stage::holds));
    return rows.stagesOnHerWay().stream()
        .map(row ->
            new Stage(
                row.pathway(),
                row.stage(),
                status(holds.get(new StageKey(row.pathway(), row.stage())), rows.isCurrent(row)),
                row.weeks()))
        .toList();
  }

  private static String status(@Nullable Boolean holds, boolean isCurrent) {
    if (holds != null) {
      return holds ? COMPLETED : UNDER_REVIEW;
    }
    return isCurrent ? CURRENT : NOT_STARTED;
  }
}
