package progression.concludecheckin;

import static progression.kernel.Decision.accepted;
import static progression.kernel.Decision.rejected;
import static progression.kernel.Rejection.Type.ENTRY_CLOSED;
import static progression.kernel.Rejection.Type.UNKNOWN_ENTRY;

import java.util.List;
import java.util.Set;
import progression.agency.Role;
import progression.concludecheckin.ConcludeCheckInState.Concluded;
import progression.entry.Entered;
import progression.event.CheckInConcluded;
import progression.event.CheckInScheduled;
import progression.event.ProgressionEvent;
import progression.event.RosterEvent;
import progression.kernel.Boundary;
import progression.kernel.Decider;
import progression.kernel.Decision;
import progression.kernel.Tag;
import progression.roster.Circle;

/** A check-in is concluded once. */
public final class ConcludeCheckInDecider
    implements Decider<ConcludeCheckIn, ConcludeCheckInState, ProgressionEvent, Entered> {

  @Override
  public Boundary<ProgressionEvent> boundary(ConcludeCheckIn command) {
    return new Boundary<>(
        List.of(
            Circle.boundary(command.learner()),
            new Boundary.Criterion<>(
                Tag.entry("check-in", command.learner(), command.checkIn()),
                Set.of(CheckInScheduled.class, CheckInConcluded.class))));
  }

  @Override
  public ConcludeCheckInState initial(ConcludeCheckIn command) {
    return new ConcludeCheckInState(new Circle(command.learner()), false, null);
  }

  @Override
  public ConcludeCheckInState evolve(
      ConcludeCheckInState state, ProgressionEvent event, long position) {
    if (event instanceof RosterEvent of) {
      state.circle().evolve(of);
    }
    return new ConcludeCheckInState(
        state.circle(),
        state.scheduled() || event instanceof CheckInScheduled,
        event instanceof CheckInConcluded of ? new Concluded(of, position) : state.concluded());
  }

  @Override
  public Decision<ProgressionEvent, Entered> decide(
      ConcludeCheckIn command, ConcludeCheckInState state) {
    return state.circle().permitted(command.author(), Role.CLOSE, () -> conclude(command, state));
  }

  private static Decision<ProgressionEvent, Entered> conclude(
      ConcludeCheckIn command, ConcludeCheckInState state) {
    if (!state.scheduled()) {
      return rejected(
          UNKNOWN_ENTRY,
          "%s has no check-in %s; schedule it first"
              .formatted(command.learner(), command.checkIn()));
    }
    Concluded concluded = state.concluded();
    if (concluded == null) {
      return accepted(List.of(command.event()), new Entered(false, Decider.pending(0)));
    }
    return concluded.event().equals(command.event())
        ? accepted(List.of(), new Entered(true, concluded.position()))
        : rejected(
            ENTRY_CLOSED,
            "the check-in %s is concluded; schedule another one".formatted(command.checkIn()));
  }
}
