package progression.event;

import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.agency.Actor;
import progression.agency.Subject;
import progression.kernel.CompetencyId;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;

/**
 * Feedback was asked for.
 *
 * @param from whom it was asked; none where anybody's is welcome
 */
public record FeedbackRequested(
    LearnerId learner,
    EntryId id,
    Subject about,
    @Nullable Actor from,
    @Nullable String question,
    Actor author)
    implements LearnerOwnedEvent {
  @Override
  public List<CompetencyId> named() {
    return about.competency() == null ? List.of() : List.of(about.competency());
  }
}
