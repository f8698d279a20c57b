package progression.projections.districtdashboard;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import progression.event.CompetencyEvent;
import progression.event.GroupMembershipEnded;
import progression.event.GroupMembershipStarted;
import progression.event.LearnerAdvanced;
import progression.event.LearnerDescribed;
import progression.event.ProgressionEvent;
import progression.event.ThresholdsSet;
import progression.projections.runtime.ProjectedEvent;
import progression.projections.runtime.Projection;

/** How a district does. */
@Component
final class DistrictDashboardProjection implements Projection {

  static final String NAME = "districtdashboard";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<Class<? extends ProgressionEvent>> reads() {
    return Set.of(
        ThresholdsSet.class,
        GroupMembershipStarted.class,
        GroupMembershipEnded.class,
        CompetencyEvent.class,
        LearnerAdvanced.class,
        LearnerDescribed.class);
  }

  @Override
  public void apply(Connection connection, List<ProjectedEvent> events) throws SQLException {
    DistrictDashboardJdbc.upsert(connection, DistrictDashboardFold.fold(events));
  }
}
