package progression.projections.groupdashboard;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.springframework.stereotype.Component;
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
  public void apply(Connection connection, List<ProjectedEvent> events) throws SQLException {
    GroupDashboardJdbc.upsert(connection, GroupDashboardFold.fold(events));
  }
}
