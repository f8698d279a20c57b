package progression.ledger;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * The events of a stretch, page by page, for one thread. While a page is looked at, the next one is
 * decoded and the one behind it is read, so a replay takes as long as the slowest of the three and
 * not as all.
 *
 * @param <T> what each event is read as
 */
public final class LedgerPages<T> {

  private final LedgerReader reader;
  private final Stretch stretch;
  private final int size;
  private final Function<StoredEvent, T> reading;
  private CompletableFuture<List<StoredEvent>> stored;
  private CompletableFuture<List<T>> decoded;

  LedgerPages(LedgerReader reader, Stretch stretch, int size, Function<StoredEvent, T> reading) {
    this.reader = reader;
    this.stretch = stretch;
    this.size = size;
    this.reading = reading;
    this.stored =
        CompletableFuture.supplyAsync(() -> reader.page(stretch, size), Thread::startVirtualThread);
    this.decoded = ahead();
  }

  /**
   * The next events in order; none where the stretch ends, or the ledger when this was read ahead.
   *
   * @throws LedgerUnavailableException if the ledger cannot be read
   */
  public List<T> next() {
    List<T> page;
    try {
      page = decoded.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof LedgerUnavailableException outage ? outage : e;
    }
    if (!page.isEmpty()) {
      decoded = ahead();
    }
    return page;
  }

  /** Decodes the page that is being read, and has the one behind it read meanwhile. */
  private CompletableFuture<List<T>> ahead() {
    CompletableFuture<List<StoredEvent>> page = stored;
    stored =
        page.thenApplyAsync(
            events -> events.isEmpty() ? events : reader.page(behind(events), size),
            Thread::startVirtualThread);
    return page.thenApplyAsync(
        events -> events.stream().map(reading).toList(), Thread::startVirtualThread);
  }

  private Stretch behind(List<StoredEvent> events) {
    return stretch.from(events.getLast().position());
  }
}
