package progression.ledger;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import progression.ledger.Wanted.Part;

/**
 * One caller's events, to be recorded together or not at all.
 *
 * @param conditions the append is refused if any of them finds an event
 * @param done the position of the last event, or why there is none
 */
record AppendRequest(
    List<Part> conditions,
    List<PendingEvent> events,
    Priority priority,
    CompletableFuture<Long> done) {

  AppendRequest(List<Part> conditions, List<PendingEvent> events, Priority priority) {
    this(List.copyOf(conditions), List.copyOf(events), priority, new CompletableFuture<>());
  }

  long bytes() {
    return events.stream().mapToLong(event -> event.content().length).sum();
  }

  /** The position up to which the caller has seen all that it depends on; −1 means nothing. */
  long marker() {
    return conditions.stream().mapToLong(Part::after).min().orElse(-1);
  }
}
