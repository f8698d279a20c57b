package progression.projections.districtdashboard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import progression.event.CompetencyEvent;
import progression.event.GoalEvent;
import progression.event.LearnerAdvanced;
import progression.event.LearnerDescribed;
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
import progression.projections.dashboard.DashboardFold;
import progression.projections.districtdashboard.DistrictDashboardRows.Advance;
import progression.projections.districtdashboard.DistrictDashboardRows.Described;
import progression.projections.rows.CommonFold;
import progression.projections.rows.CompetencyChange;
import progression.projections.runtime.ProjectedEvent;

/** From events, in order, to row changes. Pure: rows are each learner's own, nothing is counted. */
final class DistrictDashboardFold {

  static final String GRADE = "grade";

  private record LearnerKey(String district, String learner) {}

  private final CommonFold common = new CommonFold();
  private final DashboardFold shared = new DashboardFold();
  private final Map<CompetencyChange.Key, CompetencyChange> competencies = new LinkedHashMap<>();
  private final Map<LearnerKey, Described> descriptions = new LinkedHashMap<>();
  private final List<Advance> advances = new ArrayList<>();

  private DistrictDashboardFold() {}

  /** All of them, in order. */
  static DistrictDashboardRows fold(List<ProjectedEvent> events) {
    DistrictDashboardFold fold = new DistrictDashboardFold();
    events.forEach(fold::apply);
    return new DistrictDashboardRows(
        fold.common.rows(),
        fold.shared.rows(),
        List.copyOf(fold.competencies.values()),
        List.copyOf(fold.descriptions.values()),
        fold.advances);
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
    String learner = event.learner().value();
    switch (event) {
      case CompetencyEvent e -> {
        CompetencyChange change = CompetencyChange.of(district, e);
        competencies.merge(change.key(), change, CompetencyChange::then);
      }
      case LearnerAdvanced ignored ->
          advances.add(new Advance(district, learner, recorded.position(), recorded.recordedAt()));
      case RosterEvent e -> {
        // of the roster only what she is counted in
        if (e instanceof LearnerDescribed described) {
          descriptions.put(
              new LearnerKey(district, learner),
              new Described(district, learner, attributes(described)));
        }
      }
      case PathwayStarted ignored -> {
        // a district is told of those who move on
      }
      case LevelEvent ignored -> {
        // a mastery counts at whatever level
      }
      case PathwayContinued ignored -> {
        // the same
      }
      case StageCompleted ignored -> {
        // the same
      }
      case StagePlacedUnderReview ignored -> {
        // the same
      }
      case GoalEvent ignored -> {
        // what she aims at is hers
      }
      case LearnerOwnedEvent ignored -> {
        // so is what she and those around her say
      }
    }
  }

  private static Map<String, String> attributes(LearnerDescribed event) {
    Map<String, String> attributes = new TreeMap<>(event.description().subgroups());
    String grade = event.description().grade();
    if (grade != null) {
      attributes.put(GRADE, grade);
    }
    return attributes;
  }
}
