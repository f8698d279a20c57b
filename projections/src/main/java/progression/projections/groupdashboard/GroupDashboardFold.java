package progression.projections.groupdashboard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import progression.event.CheckInConcluded;
import progression.event.CheckInScheduled;
import progression.event.ChoiceMade;
import progression.event.CompetencyEvent;
import progression.event.Consequence;
import progression.event.EvidenceRecorded;
import progression.event.EvidenceReinstated;
import progression.event.EvidenceRetracted;
import progression.event.FeedbackGiven;
import progression.event.FeedbackRequested;
import progression.event.GoalEvent;
import progression.event.LearnerEvent;
import progression.event.LearnerOwnedEvent;
import progression.event.PathwayStarted;
import progression.event.PortfolioCurated;
import progression.event.ProfileChanged;
import progression.event.ReferenceEvent;
import progression.event.ReflectionWritten;
import progression.event.RosterEvent;
import progression.event.ThresholdsSet;
import progression.kernel.EvidenceId;
import progression.projections.dashboard.DashboardFold;
import progression.projections.groupdashboard.GroupDashboardRows.Counting;
import progression.projections.groupdashboard.GroupDashboardRows.Feedback;
import progression.projections.groupdashboard.GroupDashboardRows.Piece;
import progression.projections.groupdashboard.GroupDashboardRows.Spoken;
import progression.projections.rows.CommonFold;
import progression.projections.rows.CompetencyChange;
import progression.projections.runtime.ProjectedEvent;

/** From events, in order, to row changes. Pure: no day is counted and no threshold applied. */
final class GroupDashboardFold {

  private record EvidenceKey(String district, String learner, String evidence) {}

  private final CommonFold common = new CommonFold();
  private final DashboardFold shared = new DashboardFold();
  private final Map<CompetencyChange.Key, CompetencyChange> competencies = new LinkedHashMap<>();
  private final Map<EvidenceKey, Piece> pieces = new LinkedHashMap<>();
  private final Map<EvidenceKey, Counting> countings = new LinkedHashMap<>();
  private final Map<EvidenceKey, Feedback> feedback = new LinkedHashMap<>();
  private final Map<CompetencyChange.Key, Spoken> spoken = new LinkedHashMap<>();

  private GroupDashboardFold() {}

  /** All of them, in order. */
  static GroupDashboardRows fold(List<ProjectedEvent> events) {
    GroupDashboardFold fold = new GroupDashboardFold();
    events.forEach(fold::apply);
    return new GroupDashboardRows(
        fold.common.rows(),
        fold.shared.rows(),
        List.copyOf(fold.competencies.values()),
        List.copyOf(fold.pieces.values()),
        List.copyOf(fold.countings.values()),
        List.copyOf(fold.feedback.values()),
        List.copyOf(fold.spoken.values()));
  }

  private void apply(ProjectedEvent recorded) {
    common.apply(recorded);
    shared.apply(recorded);
    switch (recorded.event()) {
      case CompetencyEvent event -> apply(recorded, event);
      case LearnerOwnedEvent event -> apply(recorded, event);
      case RosterEvent ignored -> {
        // who is in which group is shared by dashboards
      }
      case GoalEvent ignored -> {
        // what she aims at does not make her stuck or ready
      }
      case Consequence ignored -> {
        // nor do the stages that she completes
      }
      case PathwayStarted ignored -> {
        // nor does her way
      }
      case ReferenceEvent ignored -> {
        // what is published is common to all projections
      }
      case ThresholdsSet ignored -> {
        // is shared by dashboards
      }
    }
  }

  private void apply(ProjectedEvent recorded, CompetencyEvent event) {
    CompetencyChange change = CompetencyChange.of(recorded.district(), event);
    competencies.merge(change.key(), change, CompetencyChange::then);
    if (event instanceof EvidenceRecorded e) {
      EvidenceKey key = key(recorded, e, e.evidence().id());
      pieces.put(
          key,
          new Piece(
              key.district,
              key.learner,
              key.evidence,
              change.competency(),
              change.framework(),
              recorded.position(),
              recorded.recordedAt()));
    }
    if (event instanceof EvidenceRetracted e) {
      counts(recorded, e, e.evidence(), false);
    }
    if (event instanceof EvidenceReinstated e) {
      counts(recorded, e, e.evidence(), true);
    }
  }

  private void counts(
      ProjectedEvent recorded, LearnerEvent event, EvidenceId evidence, boolean counts) {
    EvidenceKey key = key(recorded, event, evidence);
    countings.put(key, new Counting(key.district, key.learner, key.evidence, counts));
  }

  private void apply(ProjectedEvent recorded, LearnerOwnedEvent event) {
    switch (event) {
      case FeedbackGiven e -> {
        EvidenceId evidence = e.about().evidence();
        if (evidence == null) {
          spoken(recorded, e);
        } else {
          EvidenceKey key = key(recorded, e, evidence);
          feedback.putIfAbsent(
              key, new Feedback(key.district, key.learner, key.evidence, recorded.recordedAt()));
        }
      }
      case FeedbackRequested ignored -> {
        // evidence waits for feedback whether somebody asked or not
      }
      case CheckInScheduled ignored -> {
        // is a matter of pacing
      }
      case CheckInConcluded ignored -> {
        // the same
      }
      case ProfileChanged ignored -> {
        // is shown in her own record
      }
      case ReflectionWritten ignored -> {
        // the same
      }
      case ChoiceMade ignored -> {
        // the same
      }
      case PortfolioCurated ignored -> {
        // the same
      }
    }
  }

  private void spoken(ProjectedEvent recorded, FeedbackGiven event) {
    String competency = Objects.requireNonNull(event.about().competency()).value();
    String learner = event.learner().value();
    spoken.put(
        new CompetencyChange.Key(recorded.district(), learner, competency),
        new Spoken(recorded.district(), learner, competency, recorded.position()));
  }

  private static EvidenceKey key(ProjectedEvent recorded, LearnerEvent event, EvidenceId evidence) {
    return new EvidenceKey(recorded.district(), event.learner().value(), evidence.value());
  }
}
