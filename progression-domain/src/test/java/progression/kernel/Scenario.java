package progression.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import progression.event.EventCatalog;
import progression.event.ProgressionEvent;

/**
 * Given events, when a command, then what? A ledger in a list: it hands a decider just the events
 * of its boundary, as the real one does, and keeps what was decided for the next command.
 */
public final class Scenario {

  private final List<ProgressionEvent> ledger = new ArrayList<>();

  public static Scenario given(ProgressionEvent... events) {
    Scenario scenario = new Scenario();
    scenario.ledger.addAll(List.of(events));
    return scenario;
  }

  /** And then these. */
  public Scenario and(ProgressionEvent... events) {
    ledger.addAll(List.of(events));
    return this;
  }

  /** Decides on the boundary's events and records what was accepted. */
  public <C, S, O> Decision<ProgressionEvent, O> when(
      Decider<C, S, ProgressionEvent, O> decider, C command) {
    Boundary<ProgressionEvent> boundary = decider.boundary(command);
    S state = decider.initial(command);
    for (int position = 0; position < ledger.size(); position++) {
      if (isWanted(boundary, ledger.get(position), position)) {
        state = decider.evolve(state, ledger.get(position), position);
      }
    }
    C completed = decider.completed(command, state);
    if (!boundary.covers(decider.boundary(completed))) {
      return when(decider, completed);
    }
    Decision<ProgressionEvent, O> decision = decider.decide(completed, state);
    if (decision instanceof Decision.Accepted<ProgressionEvent, O> accepted) {
      ledger.addAll(accepted.events());
    }
    return decision;
  }

  /** Something else happens. */
  public void happens(ProgressionEvent event) {
    ledger.add(event);
  }

  /** The same, for a command that has to be accepted. */
  public <C, S, O> Decision.Accepted<ProgressionEvent, O> accepts(
      Decider<C, S, ProgressionEvent, O> decider, C command) {
    return switch (when(decider, command)) {
      case Decision.Accepted<ProgressionEvent, O> accepted -> accepted;
      case Decision.Rejected<ProgressionEvent, O> rejected ->
          throw new AssertionError("rejected: " + rejected.rejection());
    };
  }

  /** The same, for a command that has to be rejected. */
  public <C, S, O> Rejection.Type rejects(Decider<C, S, ProgressionEvent, O> decider, C command) {
    return switch (when(decider, command)) {
      case Decision.Accepted<ProgressionEvent, O> accepted ->
          throw new AssertionError("accepted: " + accepted);
      case Decision.Rejected<ProgressionEvent, O> rejected -> rejected.rejection().type();
    };
  }

  /** All that happened. */
  public List<ProgressionEvent> ledger() {
    return List.copyOf(ledger);
  }

  /** What happened of one kind. */
  public <E extends ProgressionEvent> Stream<E> ledger(Class<E> type) {
    return ledger.stream().filter(type::isInstance).map(type::cast);
  }

  private static boolean isWanted(
      Boundary<ProgressionEvent> boundary, ProgressionEvent event, long position) {
    return boundary.anyOf().stream()
        .anyMatch(criterion ->
            position > criterion.after()
                && criterion.types().contains(event.getClass())
                && EventCatalog.tags(event).contains(criterion.tag()));
  }
}
