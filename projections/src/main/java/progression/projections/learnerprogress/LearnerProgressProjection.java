package progression.projections.learnerprogress;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import progression.event.ChoiceMade;
import progression.event.CompetencyEvent;
import progression.event.GoalEvent;
import progression.event.LearnerAdvanced;
import progression.event.LevelEvent;
import progression.event.PathwayContinued;
import progression.event.PathwayStarted;
import progression.event.PolicyAdopted;
import progression.event.ProgressionEvent;
import progression.event.StageCompleted;
import progression.event.StagePlacedUnderReview;
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
  public Set<Class<? extends ProgressionEvent>> reads() {
    return Set.of(
        PolicyAdopted.class,
        CompetencyEvent.class,
        PathwayStarted.class,
        PathwayContinued.class,
        LearnerAdvanced.class,
        StageCompleted.class,
        StagePlacedUnderReview.class,
        LevelEvent.class,
        GoalEvent.class,
        ChoiceMade.class);
  }

  @Override
  public void apply(Connection connection, List<ProjectedEvent> events) throws SQLException {
    LearnerProgressJdbc.upsert(connection, LearnerProgressFold.fold(events));
  }
}
