package progression.projections.pacing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.projections.dashboard.DashboardRows;
import progression.projections.rows.CommonRows;

/**
 * The rows of this projection, one record per table: what a fold makes of events, and what the
 * tables hold of one learner.
 */
record PacingRows(
    CommonRows common,
    DashboardRows shared,
    List<Way> pathways,
    List<GoalRow> goals,
    List<CheckIn> checkIns) {

  PacingRows {
    pathways = List.copyOf(pathways);
    goals = List.copyOf(goals);
    checkIns = List.copyOf(checkIns);
  }

  /**
   * The version of a pathway that a learner is on.
   *
   * @param stage where she stands; none after the last
   * @param startedAt when that was recorded; none where the change leaves it as it was
   */
  record Way(
      String district,
      String learner,
      String pathway,
      int version,
      @Nullable String stage,
      @Nullable Instant startedAt) {

    /** She started but once, wherever she stands now. */
    Way then(Way change) {
      Instant started = startedAt == null ? change.startedAt : startedAt;
      return new Way(
          change.district, change.learner, change.pathway, change.version, change.stage, started);
    }
  }

  /** What of a goal's terms is a matter of time. */
  record Terms(@Nullable LocalDate targetDate) {}

  /**
   * A goal.
   *
   * @param terms none where the change leaves them as they were
   * @param status {@code open}, {@code achieved} or {@code abandoned}; none where the change leaves
   *     it as it was
   */
  record GoalRow(
      String district,
      String learner,
      String goal,
      @Nullable Terms terms,
      @Nullable String status) {

    /** What a change leaves out stays. */
    GoalRow then(GoalRow change) {
      return new GoalRow(
          district,
          learner,
          goal,
          change.terms == null ? terms : change.terms,
          change.status == null ? status : change.status);
    }
  }

  /**
   * A check-in.
   *
   * @param at none where the change leaves it as it was
   * @param status {@code scheduled}, {@code held} or {@code missed}
   */
  record CheckIn(
      String district, String learner, String checkIn, @Nullable Instant at, String status) {

    /** What became of it is said once its time is known. */
    CheckIn then(CheckIn change) {
      return new CheckIn(
          district, learner, checkIn, change.at == null ? at : change.at, change.status);
    }
  }
}
