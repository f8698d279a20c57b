package progression.event;

import org.jspecify.annotations.Nullable;
import progression.agency.Actor;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;

/** A check-in was held, or missed. */
public record CheckInConcluded(
    LearnerId learner, EntryId id, Result result, @Nullable String notes, Actor author)
    implements LearnerOwnedEvent {

  /** What became of it. */
  public enum Result {
    HELD,
    MISSED
  }
}
