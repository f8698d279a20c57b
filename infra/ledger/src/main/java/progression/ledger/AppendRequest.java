package progression.ledger;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One caller's events, to be recorded together or not at all.
 *
 * @param criteria the append is refused if an event that matches one of them stands behind the
 *     marker
 * @param marker the position up to which the caller has seen the ledger; −1 means nothing of it
 * @param done the position of the last event, or why there is none
 */
record AppendRequest(
    List<Criterion> criteria,
    long marker,
    List<PendingEvent> events,
    Priority priority,
    CompletableFuture<Long> done) {

  AppendRequest(
      List<Criterion> criteria, long marker, List<PendingEvent> events, Priority priority) {
    this(List.copyOf(criteria), marker, List.copyOf(events), priority, new CompletableFuture<>());
  }

  long bytes() {
    return events.stream().mapToLong(event -> event.content().length).sum();
  }
}
