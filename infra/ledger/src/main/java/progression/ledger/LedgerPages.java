package progression.ledger;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * All events from a position on, page by page, for one thread. While a page is looked at, the next
 * one is read, so a replay takes as long as the slower of the two and not as both.
 *
 * @param <T> what each event is read as
 */
public final class LedgerPages<T> {

  private record Page<T>(List<T> events, long end) {}

  private final LedgerReader reader;
  private final int size;
  private final Function<StoredEvent, T> reading;
  private CompletableFuture<Page<T>> ahead;

  LedgerPages(LedgerReader reader, long after, int size, Function<StoredEvent, T> reading) {
    this.reader = reader;
    this.size = size;
    this.reading = reading;
    this.ahead = read(after);
  }

  /**
   * The next events in order; none where the ledger ends, or ended when this was read ahead.
   *
   * @throws LedgerUnavailableException if the ledger cannot be read
   */
  public List<T> next() {
    Page<T> page;
    try {
      page = ahead.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof LedgerUnavailableException outage ? outage : e;
    }
    if (!page.events.isEmpty()) {
      ahead = read(page.end);
    }
    return page.events;
  }

  private CompletableFuture<Page<T>> read(long after) {
    return CompletableFuture.supplyAsync(
        () -> {
          List<StoredEvent> events = reader.after(after, size);
          long end = events.isEmpty() ? after : events.getLast().position();
          return new Page<>(events.stream().map(reading).toList(), end);
        },
        Thread::startVirtualThread);
  }
}
