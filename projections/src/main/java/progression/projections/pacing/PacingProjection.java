package progression.projections.pacing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.springframework.stereotype.Component;
import progression.projections.runtime.ProjectedEvent;
import progression.projections.runtime.Projection;

/** How learners keep pace. */
@Component
final class PacingProjection implements Projection {

  static final String NAME = "pacing";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void apply(Connection connection, List<ProjectedEvent> events) throws SQLException {
    PacingJdbc.upsert(connection, PacingFold.fold(events));
  }
}
