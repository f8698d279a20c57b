package progression.projections.learnerprogress;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.springframework.stereotype.Component;
import progression.projections.runtime.ProjectedEvent;
import progression.projections.runtime.Projection;

/** Where learners stand. */
@Component
final class LearnerProgressProjection implements Projection {

  static final String NAME = "learnerprogress";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void apply(Connection connection, List<ProjectedEvent> events) throws SQLException {
    LearnerProgressJdbc.upsert(connection, LearnerProgressFold.fold(events));
  }
}
