package progression.concludecheckin;

import org.jspecify.annotations.Nullable;
import progression.agency.Actor;
import progression.event.CheckInConcluded;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;

/** Says what became of a check-in. */
public record ConcludeCheckIn(
    LearnerId learner,
    EntryId checkIn,
    CheckInConcluded.Result result,
    @Nullable String notes,
    Actor author) {

  CheckInConcluded event() {
    return new CheckInConcluded(learner, checkIn, result, notes, author);
  }
}
