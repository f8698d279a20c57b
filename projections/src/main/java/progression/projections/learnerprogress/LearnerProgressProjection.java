package progression.projections.learnerprogress;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.springframework.stereotype.Component;
import progression.projections.runtime.ProjectedEvent;
import progression.projections.runtime.Projection;
import progression.projections.runtime.Report;

/** Where learners stand. */
@Component
final class LearnerProgressProjection implements Projection {

  static final String NAME = "learnerprogress";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Report> reports() {
    return List.of(
        new Report("mastery", List.of("learner", "competency")),
        new Report("levels", List.of("learner", "competency", "level")),
        new Report("stages", List.of("learner", "pathway", "stage")),
        new Report("goals", List.of("learner", "goal")));
  }

  @Override
  public void apply(Connection connection, List<ProjectedEvent> events) throws SQLException {
    LearnerProgressJdbc.upsert(connection, LearnerProgressFold.fold(events));
  }
}
