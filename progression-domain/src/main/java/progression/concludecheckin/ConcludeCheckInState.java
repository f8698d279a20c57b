package progression.concludecheckin;

import org.jspecify.annotations.Nullable;
import progression.event.CheckInConcluded;
import progression.roster.Circle;

/**
 * Who may act, and the check-in.
 *
 * @param concluded what became of it already, and where that stands
 */
record ConcludeCheckInState(Circle circle, boolean scheduled, @Nullable Concluded concluded) {

  record Concluded(CheckInConcluded event, long position) {}
}
