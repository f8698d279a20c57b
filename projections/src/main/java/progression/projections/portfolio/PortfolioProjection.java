package progression.projections.portfolio;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.springframework.stereotype.Component;
import progression.projections.runtime.ProjectedEvent;
import progression.projections.runtime.Projection;

/** What is in learners' own records. */
@Component
final class PortfolioProjection implements Projection {

  static final String NAME = "portfolio";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void apply(Connection connection, List<ProjectedEvent> events) throws SQLException {
    PortfolioJdbc.upsert(connection, PortfolioFold.fold(events));
  }
}
