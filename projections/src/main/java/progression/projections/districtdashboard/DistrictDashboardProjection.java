package progression.projections.districtdashboard;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.springframework.stereotype.Component;
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
  public void apply(Connection connection, List<ProjectedEvent> events) throws SQLException {
    DistrictDashboardJdbc.upsert(connection, DistrictDashboardFold.fold(events));
  }
}
