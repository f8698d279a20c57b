package progression.projections.transcript;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import progression.mastery.Mastery;
import progression.projections.rows.CommonRows.Standard;
import tools.jackson.databind.JsonNode;

/**
 * A learner's transcript.
 *
 * @param position what the answer reflects: every event up to here, and none behind it
 * @param mastered what the record claims now, by framework and code
 * @param withdrawn every mastery and level that was withdrawn, in order, also where it was shown
 *     again since
 * @param stages that were completed, by when
 */
public record Transcript(
    String learner,
    long position,
    List<Mastered> mastered,
    List<Withdrawn> withdrawn,
    List<Stage> stages) {

  public Transcript {
    mastered = List.copyOf(mastered);
    withdrawn = List.copyOf(withdrawn);
    stages = List.copyOf(stages);
  }

  /**
   * @param statement what its framework says, or last said, that it is; none where that never said
   * @param framework its id and version, as {@code math@2}
   * @param basis {@code demonstrated}, {@code re-demonstrated} after a withdrawal, or {@code
   *     overridden}
   * @param policy its id and version, as {@code three-in-a-row@1}; none where a person vouches for
   *     what no policy speaks of
   * @param estimate on the policy's scale, in two decimals; none with fewer scores than the method
   *     needs, or without a policy
   * @param threshold what the estimate had to reach; none without a policy
   * @param since when the evidence that showed mastery occurred; none where a person vouches
   *     without it
   * @param recordedAt when the record came to claim it
   * @param evidence ids of what it rests on, in their order
   * @param levels the levels that she is asked for and her mastery reaches, lowest first; an
   *     override stands for every one
   * @param reason one plain sentence
   */
  public record Mastered(
      String competency,
      @Nullable String code,
      @Nullable String statement,
      String framework,
      String basis,
      @Nullable String policy,
      @Nullable BigDecimal estimate,
      @Nullable BigDecimal threshold,
      @Nullable Instant since,
      Instant recordedAt,
      List<String> evidence,
      List<BigDecimal> levels,
      String reason) {
    public Mastered {
      levels = List.copyOf(levels);
      evidence = List.copyOf(evidence);
    }
  }

  /**
   * @param level of the mastery; none where the mastery itself was withdrawn
   * @param framework its id and version, as {@code math@2}
   * @param policy its id and version, as {@code three-in-a-row@1}; none where no policy speaks of
   *     it
   * @param cause what led to it
   * @param reason one plain sentence
   * @param recordedAt when the record ceased to claim it
   */
  public record Withdrawn(
      String competency,
      @Nullable String code,
      @Nullable BigDecimal level,
      String framework,
      @Nullable String policy,
      @Schema(ref = "Cause") JsonNode cause,
      String reason,
      Instant recordedAt) {}

  /**
   * @param pathway its id and version, as {@code math-6@1}
   * @param status {@code completed} or {@code under-review}
   * @param completedAt when the record last said that it was completed; none where it never did
   */
  @Schema(name = "TranscriptStage")
  public record Stage(String pathway, String stage, String status, @Nullable Instant completedAt) {}

  private record CompetencyKey(String framework, String competency) {}

  /** Puts one learner's rows together with the reference rows they point to. */
  static Transcript of(String learner, long position, TranscriptRows rows) {
    Map<CompetencyKey, Standard> named = new HashMap<>();
    rows.common()
        .standards()
        .forEach(row -> named.put(new CompetencyKey(row.framework(), row.competency()), row));
    return new Transcript(
        learner,
        position,
        rows.claims().stream()
            .filter(row -> row.basis() != null)
            .map(row ->
                mastered(
                    row,
                    named.get(key(row.framework(), row.competency())),
                    rows.levelsOf(row.competency())))
            .sorted(
                comparing(Mastered::framework)
                    .thenComparing(Mastered::code, nullsLast(naturalOrder()))
                    .thenComparing(Mastered::competency))
            .toList(),
        rows.withdrawals().stream()
            .sorted(comparing(TranscriptRows.Withdrawal::position))
            .map(row -> withdrawn(row, named.get(key(row.framework(), row.competency()))))
            .toList(),
        rows.stages().stream()
            .sorted(
                comparing(TranscriptRows.Stage::completedAt, nullsLast(naturalOrder()))
                    .thenComparing(TranscriptRows.Stage::pathway)
                    .thenComparing(TranscriptRows.Stage::stage))
            .map(Transcript::stage)
            .toList());
  }

  private static CompetencyKey key(String framework, String competency) {
    return new CompetencyKey(framework, competency);
  }

  private static Mastered mastered(
      TranscriptRows.Claim row, @Nullable Standard named, List<BigDecimal> levels) {
    return new Mastered(
        row.competency(),
        named == null ? null : named.code(),
        named == null ? null : named.statement(),
        version(row.framework(), row.frameworkVersion()),
        Objects.requireNonNull(row.basis()),
        policy(row.policy(), row.policyVersion()),
        row.estimate() == null ? null : Mastery.rounded(row.estimate()),
        row.threshold(),
        row.since(),
        row.recordedAt(),
        row.evidence(),
        levels,
        row.reason());
  }

  private static Withdrawn withdrawn(TranscriptRows.Withdrawal row, @Nullable Standard named) {
    return new Withdrawn(
        row.competency(),
        named == null ? null : named.code(),
        row.level(),
        version(row.framework(), row.frameworkVersion()),
        policy(row.policy(), row.policyVersion()),
        row.cause(),
        row.reason(),
        row.recordedAt());
  }

  private static Stage stage(TranscriptRows.Stage row) {
    return new Stage(
        version(row.pathway(), row.pathwayVersion()),
        row.stage(),
        row.holds() ? "completed" : "under-review",
        row.completedAt());
  }

  private static @Nullable String policy(@Nullable String id, int version) {
    return id == null ? null : version(id, version);
  }

  private static String version(String id, int version) {
    return id + "@" + version;
  }
}
