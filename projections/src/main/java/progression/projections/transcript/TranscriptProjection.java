package progression.projections.transcript;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import progression.event.CompetencyMastered;
import progression.event.LevelEvent;
import progression.event.MasteryWithdrawn;
import progression.event.ProgressionEvent;
import progression.event.StageCompleted;
import progression.event.StagePlacedUnderReview;
import progression.projections.runtime.ProjectedEvent;
import progression.projections.runtime.Projection;
import progression.projections.runtime.Report;

/** What learners have mastered, and by what. */
@Component
final class TranscriptProjection implements Projection {

  static final String NAME = "transcript";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Report> reports() {
    return List.of(new Report("transcript", List.of("learner", "competency")));
  }

  @Override
  public Set<Class<? extends ProgressionEvent>> reads() {
    return Set.of(
        CompetencyMastered.class,
        MasteryWithdrawn.class,
        LevelEvent.class,
        StageCompleted.class,
        StagePlacedUnderReview.class);
  }

  @Override
  public void apply(Connection connection, List<ProjectedEvent> events) throws SQLException {
    TranscriptJdbc.upsert(connection, TranscriptFold.fold(events));
  }
}
