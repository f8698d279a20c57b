package progression.projections.pacing;

import java.time.Instant;
import java.util.List;
import progression.advice.Thresholds;
import progression.projections.dashboard.DashboardRows.DistrictThresholds;
import progression.projections.pacing.Pace.OnPathway;
import progression.projections.pacing.Pace.Warning;

/**
 * How a learner keeps pace. Advice, and never a condition of advancement.
 *
 * @param position what the answer reflects: every event up to here, and none behind it
 * @param at the time against which weeks and days are counted
 * @param thresholds from where on the district wants to be told
 * @param pathways where she stands on each, beside its guide
 * @param warnings what is worth a look, each with its rule; advice, and no more
 */
public record LearnerPacing(
    String learner,
    long position,
    Instant at,
    Thresholds thresholds,
    List<OnPathway> pathways,
    List<Warning> warnings) {

  public LearnerPacing {
    pathways = List.copyOf(pathways);
    warnings = List.copyOf(warnings);
  }

  static LearnerPacing of(String learner, long position, PacingRows rows, Instant at) {
    Thresholds thresholds = thresholds(rows);
    Pace pace = Pace.of(rows, thresholds, at);
    return new LearnerPacing(learner, position, at, thresholds, pace.pathways(), pace.warnings());
  }

  /** Those of the district, or the usual ones where it has said nothing. */
  static Thresholds thresholds(PacingRows rows) {
    return rows.shared().thresholds().stream()
        .findFirst()
        .map(DistrictThresholds::thresholds)
        .orElse(Thresholds.DEFAULT);
  }
}
