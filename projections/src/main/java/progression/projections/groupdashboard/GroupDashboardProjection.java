package progression.projections.groupdashboard;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import progression.event.CompetencyEvent;
import progression.event.FeedbackGiven;
import progression.event.GroupMembershipEnded;
import progression.event.GroupMembershipStarted;
import progression.event.ProgressionEvent;
import progression.event.ThresholdsSet;
import progression.projections.runtime.ProjectedEvent;
import progression.projections.runtime.Projection;

/** Whom a teacher should look at. */
@Component
final class GroupDashboardProjection implements Projection {

  static final String NAME = "groupdashboard";

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
        FeedbackGiven.class);
  }

  @Override
  public void apply(Connection connection, List<ProjectedEvent> events) throws SQLException {
    GroupDashboardJdbc.upsert(connection, GroupDashboardFold.fold(events));
  }
}
