package progression.projections.transcript;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.projections.rows.CommonRows;
import tools.jackson.databind.JsonNode;

/**
 * The rows of this projection, one record per table: what a fold makes of events, and what the
 * tables hold of one learner.
 */
record TranscriptRows(
    CommonRows common,
    List<Claim> claims,
    List<Level> levels,
    List<Withdrawal> withdrawals,
    List<Stage> stages) {

  TranscriptRows {
    claims = List.copyOf(claims);
    levels = List.copyOf(levels);
    withdrawals = List.copyOf(withdrawals);
    stages = List.copyOf(stages);
  }

  /**
   * The last word on a competency.
   *
   * @param basis what the claim rests on; none when it is withdrawn
   * @param estimate unrounded
   * @param since when the evidence that showed mastery occurred; none when it is withdrawn
   * @param evidence ids, in their order
   */
  record Claim(
      String district,
      String learner,
      String competency,
      @Nullable String basis,
      String framework,
      int frameworkVersion,
      @Nullable String policy,
      int policyVersion,
      @Nullable BigDecimal estimate,
      @Nullable BigDecimal threshold,
      @Nullable Instant since,
      List<String> evidence,
      String reason,
      Instant recordedAt) {
    Claim {
      evidence = List.copyOf(evidence);
    }
  }

  /** The last word on a level of a mastery; {@code holds} unless it was withdrawn. */
  record Level(
      String district, String learner, String competency, BigDecimal level, boolean holds) {}

  /** The levels of a competency that the record claims, lowest first. */
  List<BigDecimal> levelsOf(String competency) {
    return levels.stream()
        .filter(row -> row.holds() && row.competency().equals(competency))
        .map(Level::level)
        .sorted()
        .toList();
  }

  /**
   * What was withdrawn, at a position.
   *
   * @param level of a mastery; none where it is the mastery itself
   */
  record Withdrawal(
      String district,
      String learner,
      long position,
      String competency,
      @Nullable BigDecimal level,
      String framework,
      int frameworkVersion,
      @Nullable String policy,
      int policyVersion,
      JsonNode cause,
      String reason,
      Instant recordedAt) {}

  /** A stage that was completed; {@code holds} unless it is under review. */
  record Stage(
      String district,
      String learner,
      String pathway,
      String stage,
      int pathwayVersion,
      boolean holds,
      @Nullable Instant completedAt) {}
}
