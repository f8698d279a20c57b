package progression.projections.pacing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import progression.agency.Goal;
import progression.event.CheckInConcluded;
import progression.event.CheckInScheduled;
import progression.event.CompetencyEvent;
import progression.event.GoalAbandoned;
import progression.event.GoalAchieved;
import progression.event.GoalEvent;
import progression.event.GoalReopened;
import progression.event.GoalRevised;
import progression.event.GoalSet;
import progression.event.LearnerAdvanced;
import progression.event.LearnerEvent;
import progression.event.LearnerOwnedEvent;
import progression.event.LevelEvent;
import progression.event.PathwayContinued;
import progression.event.PathwayStarted;
import progression.event.ReferenceEvent;
import progression.event.RosterEvent;
import progression.event.StageCompleted;
import progression.event.StagePlacedUnderReview;
import progression.event.ThresholdsSet;
import progression.kernel.EntryId;
import progression.kernel.PathwayId;
import progression.projections.dashboard.DashboardFold;
import progression.projections.pacing.PacingRows.CheckIn;
import progression.projections.pacing.PacingRows.GoalRow;
import progression.projections.pacing.PacingRows.Terms;
import progression.projections.pacing.PacingRows.Way;
import progression.projections.rows.CommonFold;
import progression.projections.runtime.ProjectedEvent;

/** From events, in order, to row changes. Pure. Rows are merged by the same rules in SQL. */
final class PacingFold {

  static final String OPEN = "open";
  static final String SCHEDULED = "scheduled";
  static final String HELD = "held";
  static final String MISSED = "missed";

  private record Key(String district, String learner, String id) {}

  private final CommonFold common = new CommonFold();
  private final DashboardFold shared = new DashboardFold();
  private final Map<Key, Way> ways = new LinkedHashMap<>();
  private final Map<Key, GoalRow> goals = new LinkedHashMap<>();
  private final Map<Key, CheckIn> checkIns = new LinkedHashMap<>();

  private PacingFold() {}

  /** All of them, in order. */
  static PacingRows fold(List<ProjectedEvent> events) {
    PacingFold fold = new PacingFold();
    events.forEach(fold::apply);
    return new PacingRows(
        fold.common.rows(),
        fold.shared.rows(),
        List.copyOf(fold.ways.values()),
        List.copyOf(fold.goals.values()),
        List.copyOf(fold.checkIns.values()));
  }

  private void apply(ProjectedEvent recorded) {
    common.apply(recorded);
    shared.apply(recorded);
    switch (recorded.event()) {
      case LearnerEvent event -> apply(recorded, event);
      case ReferenceEvent ignored -> {
        // what is published is common to all projections
      }
      case ThresholdsSet ignored -> {
        // is shared by dashboards
      }
    }
  }

  private void apply(ProjectedEvent recorded, LearnerEvent event) {
    String district = recorded.district();
    switch (event) {
      case PathwayStarted e -> {
        Instant now = recorded.recordedAt().truncatedTo(ChronoUnit.MICROS);
        stands(district, e, e.pathway(), e.pathwayVersion(), e.stage(), now);
      }
      case PathwayContinued e ->
          stands(district, e, e.pathway(), e.pathwayVersion(), e.stage(), null);
      case LearnerAdvanced e -> stands(district, e, e.pathway(), e.pathwayVersion(), e.to(), null);
      case GoalEvent e -> apply(district, e);
      case LearnerOwnedEvent e -> apply(district, e);
      case RosterEvent ignored -> {
        // who is in which group is shared by dashboards
      }
      case CompetencyEvent ignored -> {
        // pace is told by stages, not by what is learned in them
      }
      case LevelEvent ignored -> {
        // nor by how far
      }
      case StageCompleted ignored -> {
        // she stands where she has advanced to
      }
      case StagePlacedUnderReview ignored -> {
        // a review never moves her back
      }
    }
  }

  private void apply(String district, GoalEvent event) {
    switch (event) {
      case GoalSet e -> goal(district, e, e.definition(), OPEN);
      case GoalRevised e -> goal(district, e, e.definition(), null);
      case GoalAchieved e -> goal(district, e, null, "achieved");
      case GoalAbandoned e -> goal(district, e, null, "abandoned");
      case GoalReopened e -> goal(district, e, null, OPEN);
    }
  }

  private void apply(String district, LearnerOwnedEvent event) {
    // of what people say only their appointments are a matter of pace
    if (event instanceof CheckInScheduled e) {
      checkIn(district, e, e.id(), e.at().truncatedTo(ChronoUnit.MICROS), SCHEDULED);
    }
    if (event instanceof CheckInConcluded e) {
      checkIn(district, e, e.id(), null, e.result().name().toLowerCase(Locale.ROOT));
    }
  }

  private void stands(
      String district,
      LearnerEvent event,
      PathwayId pathway,
      int version,
      @Nullable String stage,
      @Nullable Instant startedAt) {
    way(new Way(district, event.learner().value(), pathway.value(), version, stage, startedAt));
  }

  private void way(Way change) {
    ways.merge(new Key(change.district(), change.learner(), change.pathway()), change, Way::then);
  }

  private void goal(
      String district, GoalEvent event, @Nullable Goal terms, @Nullable String status) {
    GoalRow change =
        new GoalRow(
            district,
            event.learner().value(),
            event.goal().value(),
            terms == null ? null : new Terms(terms.targetDate()),
            status);
    goals.merge(new Key(district, change.learner(), change.goal()), change, GoalRow::then);
  }

  private void checkIn(
      String district, LearnerEvent event, EntryId id, @Nullable Instant at, String status) {
    CheckIn change = new CheckIn(district, event.learner().value(), id.value(), at, status);
    checkIns.merge(new Key(district, change.learner(), change.checkIn()), change, CheckIn::then);
  }
}
