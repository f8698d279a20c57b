package progression.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.agency.Actor;
import progression.agency.Subject;
import progression.kernel.CompetencyId;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;

/**
 * Somebody told the learner how she does and how to go on.
 *
 * @param request what it answers; none where nobody asked for it
 * @param occurredAt when the evidence that it is about occurred; none where it is on a competency
 */
public record FeedbackGiven(
    LearnerId learner,
    EntryId id,
    Subject about,
    String text,
    List<String> nextSteps,
    @Nullable EntryId request,
    @Nullable Instant occurredAt,
    Actor author)
    implements LearnerOwnedEvent {
  public FeedbackGiven {
    nextSteps = List.copyOf(nextSteps);
  }

  @Override
  public List<CompetencyId> named() {
    return about.competency() == null ? List.of() : List.of(about.competency());
  }
}
