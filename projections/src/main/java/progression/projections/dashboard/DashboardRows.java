package progression.projections.dashboard;

import java.util.List;
import progression.advice.Thresholds;

/** The rows that dashboards share, one record per table. */
public record DashboardRows(List<Member> members, List<DistrictThresholds> thresholds) {

  public DashboardRows {
    members = List.copyOf(members);
    thresholds = List.copyOf(thresholds);
  }

  /** A learner who is a member of a group, or was one. */
  public record Member(String district, String learner, String group, boolean current) {}

  /** What the district said last of when dashboards speak up. */
  public record DistrictThresholds(String district, Thresholds thresholds, long position) {}
}
