package progression.projections.dashboard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import progression.event.GroupMembershipEnded;
import progression.event.GroupMembershipStarted;
import progression.event.LearnerDescribed;
import progression.event.LearnerEnrolled;
import progression.event.LearnerEvent;
import progression.event.ReferenceEvent;
import progression.event.RelationshipEnded;
import progression.event.RelationshipStarted;
import progression.event.RosterEvent;
import progression.event.ThresholdsSet;
import progression.kernel.GroupId;
import progression.projections.dashboard.DashboardRows.DistrictThresholds;
import progression.projections.dashboard.DashboardRows.Member;
import progression.projections.runtime.ProjectedEvent;

/** The part of a dashboard's fold that makes the rows they share. */
public final class DashboardFold {

  private record MemberKey(String district, String learner, String group) {}

  private final Map<MemberKey, Member> members = new LinkedHashMap<>();
  private final Map<String, DistrictThresholds> thresholds = new LinkedHashMap<>();

  /** One more event. */
  public void apply(ProjectedEvent recorded) {
    switch (recorded.event()) {
      case LearnerEvent event -> {
        if (event instanceof RosterEvent roster) {
          apply(recorded.district(), roster);
        }
      }
      case ThresholdsSet event ->
          thresholds.put(
              recorded.district(),
              new DistrictThresholds(recorded.district(), event.thresholds(), recorded.position()));
      case ReferenceEvent ignored -> {
        // what is published is common to all projections
      }
    }
  }

  /** The changes so far. */
  public DashboardRows rows() {
    return new DashboardRows(List.copyOf(members.values()), List.copyOf(thresholds.values()));
  }

  private void apply(String district, RosterEvent event) {
    switch (event) {
      case GroupMembershipStarted e -> member(district, e, e.group(), true);
      case GroupMembershipEnded e -> member(district, e, e.group(), false);
      case LearnerEnrolled ignored -> {
        // learners are common to all projections
      }
      case LearnerDescribed ignored -> {
        // is counted where outcomes are
      }
      case RelationshipStarted ignored -> {
        // who may act for her is asked when somebody does
      }
      case RelationshipEnded ignored -> {
        // the same
      }
    }
  }

  private void member(String district, RosterEvent event, GroupId group, boolean isCurrent) {
    String learner = event.learner().value();
    members.put(
        new MemberKey(district, learner, group.value()),
        new Member(district, learner, group.value(), isCurrent));
  }
}
