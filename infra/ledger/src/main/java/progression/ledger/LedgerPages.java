package progression.ledger;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * All events from a position on, page by page, for one thread. While a page is looked at, the next
 * one is read, so a replay takes as long as the slower of the two and not as both.
 */
public final class LedgerPages {

  private final LedgerReader reader;
  private final int size;
  private CompletableFuture<List<StoredEvent>> ahead;

  LedgerPages(LedgerReader reader, long after, int size) {
    this.reader = reader;
    this.size = size;
    this.ahead = read(after);
  }

  /**
   * The next events in order; none where the ledger ends, or ended when this was read ahead.
   *
   * @throws LedgerUnavailableException if the ledger cannot be read
   */
  public List<StoredEvent> next() {
    List<StoredEvent> page;
    try {
      page = ahead.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof LedgerUnavailableException outage ? outage : e;
    }
    if (!page.isEmpty()) {
      ahead = read(page.getLast().position());
    }
    return page;
  }

  private CompletableFuture<List<StoredEvent>> read(long after) {
    return CompletableFuture.supplyAsync(
        () -> reader.after(after, size), Thread::startVirtualThread);
  }
}
