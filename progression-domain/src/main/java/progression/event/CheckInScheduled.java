package progression.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.agency.Actor;
import progression.agency.Links;
import progression.kernel.CompetencyId;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;

/** The learner and somebody are to talk at a time. */
public record CheckInScheduled(
    LearnerId learner,
    EntryId id,
    Instant at,
    Actor with,
    @Nullable String topic,
    Links links,
    Actor author)
    implements LearnerOwnedEvent {
  @Override
  public List<CompetencyId> named() {
    return links.competencies();
  }
}
