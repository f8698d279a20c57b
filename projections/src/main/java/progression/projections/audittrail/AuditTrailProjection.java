package progression.projections.audittrail;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.springframework.stereotype.Component;
import progression.projections.runtime.ProjectedEvent;
import progression.projections.runtime.Projection;

/** Every event, by what can be asked of it. */
@Component
final class AuditTrailProjection implements Projection {

  static final String NAME = "audittrail";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean takesUnreadable() {
    return true;
  }

  @Override
  public void apply(Connection connection, List<ProjectedEvent> events) throws SQLException {
    AuditTrailJdbc.insert(connection, AuditTrailFold.fold(events));
    AuditTrailJdbc.insertNames(connection, AuditTrailFold.names(events));
  }
}
