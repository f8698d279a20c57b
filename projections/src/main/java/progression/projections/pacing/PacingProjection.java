package progression.projections.pacing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import progression.event.CheckInConcluded;
import progression.event.CheckInScheduled;
import progression.event.GoalEvent;
import progression.event.GroupMembershipEnded;
import progression.event.GroupMembershipStarted;
import progression.event.LearnerAdvanced;
import progression.event.PathwayContinued;
import progression.event.PathwayStarted;
import progression.event.ProgressionEvent;
import progression.event.ThresholdsSet;
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
  public Set<Class<? extends ProgressionEvent>> reads() {
    return Set.of(
        ThresholdsSet.class,
        GroupMembershipStarted.class,
        GroupMembershipEnded.class,
        PathwayStarted.class,
        PathwayContinued.class,
        LearnerAdvanced.class,
        GoalEvent.class,
        CheckInScheduled.class,
        CheckInConcluded.class);
  }

  @Override
  public void apply(Connection connection, List<ProjectedEvent> events) throws SQLException {
    PacingJdbc.upsert(connection, PacingFold.fold(events));
  }
}
