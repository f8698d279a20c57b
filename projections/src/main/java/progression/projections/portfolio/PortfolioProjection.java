package progression.projections.portfolio;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import progression.event.EvidenceReinstated;
import progression.event.EvidenceRetracted;
import progression.event.GroupMembershipEnded;
import progression.event.GroupMembershipStarted;
import progression.event.LearnerOwnedEvent;
import progression.event.ProgressionEvent;
import progression.event.RelationshipEnded;
import progression.event.RelationshipStarted;
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
  public Set<Class<? extends ProgressionEvent>> reads() {
    return Set.of(
        RelationshipStarted.class,
        RelationshipEnded.class,
        GroupMembershipStarted.class,
        GroupMembershipEnded.class,
        LearnerOwnedEvent.class,
        EvidenceRetracted.class,
        EvidenceReinstated.class);
  }

  @Override
  public void apply(Connection connection, List<ProjectedEvent> events) throws SQLException {
    PortfolioJdbc.upsert(connection, PortfolioFold.fold(events));
  }
}
