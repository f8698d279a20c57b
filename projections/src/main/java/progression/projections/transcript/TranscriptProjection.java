package progression.projections.transcript;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.springframework.stereotype.Component;
import progression.projections.runtime.ProjectedEvent;
import progression.projections.runtime.Projection;

/** What learners have mastered, and by what. */
@Component
final class TranscriptProjection implements Projection {

  static final String NAME = "transcript";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void apply(Connection connection, List<ProjectedEvent> events) throws SQLException {
    TranscriptJdbc.upsert(connection, TranscriptFold.fold(events));
  }
}
