package progression.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import progression.event.EventCatalog;
import progression.event.ProgressionEvent;
import progression.kernel.Boundary;
import progression.kernel.Tag;

/**
 * One ledger as a plain log. Every method throws {@link LedgerUnavailableException} where the
 * database cannot be asked.
 */
public final class LedgerReader {

  private final Ledger ledger;

  LedgerReader(Ledger ledger) {
    this.ledger = ledger;
  }

  /** The end of the ledger. */
  public Head head() {
    return ledger.head();
  }

  /** How many events there are: one more than the last position, as positions have no gaps. */
  public long size() {
    return head().position() + 1;
  }

  /**
   * The next events, in order. Complete: an event that is missing here will never appear.
   *
   * @param position events behind it; −1 for the first ones
   */
  public List<StoredEvent> after(long position, int limit) {
    return page(Stretch.behind(position), limit);
  }

  /**
   * All events behind the position, for a replay.
   *
   * @param size events in a page
   */
  public LedgerPages<StoredEvent> pages(long position, int size) {
    return pages(Stretch.behind(position), size, Function.identity());
  }

  /**
   * The events of a stretch, each as what the caller needs.
   *
   * @param reading what makes it of the event, ahead of the caller and on another thread
   */
  public <T> LedgerPages<T> pages(Stretch stretch, int size, Function<StoredEvent, T> reading) {
    return new LedgerPages<>(this, stretch, size, reading);
  }

  /** The first events of a stretch. */
  List<StoredEvent> page(Stretch stretch, int limit) {
    return ledger.page(stretch, limit);
  }

  /** The next events that carry the tag, in order. */
  public List<StoredEvent> byTag(Tag tag, long after, int limit) {
    return ledger.page(List.of(new Criterion(List.of(TagText.of(tag)), List.of())), after, limit);
  }

  /** The next events that a part of a boundary covers, in order. */
  public List<StoredEvent> covered(
      Boundary.Criterion<ProgressionEvent> part, long after, int limit) {
    List<String> types =
        part.types().stream().map(type -> EventCatalog.entry(type).name()).sorted().toList();
    return ledger.page(
        List.of(new Criterion(List.of(TagText.of(part.tag())), types)), after, limit);
  }

  /** The next events of a type, in order. */
  public List<StoredEvent> ofType(Class<? extends ProgressionEvent> type, long after, int limit) {
    String name = EventCatalog.entry(type).name();
    return ledger.page(List.of(new Criterion(List.of(), List.of(name))), after, limit);
  }

  /** The event at a position, if there is one yet. */
  public Optional<StoredEvent> at(long position) {
    return after(position - 1, 1).stream()
        .filter(event -> event.position() == position)
        .findFirst();
  }

  /** The last position committed at or before the time; −1 when there is none. */
  public long positionAsOf(Instant time) {
    return ledger.positionAsOf(time);
  }

  /**
   * Waits until there is an event behind the position.
   *
   * @return false if there is none when the time is up
   */
  public boolean awaitBeyond(long position, Duration timeout) throws InterruptedException {
    HeadSignal signal = ledger.signal();
    if (signal.await(position, Duration.ZERO)) {
      return true;
    }
    signal.advance(head().position());
    return signal.await(position, timeout);
  }
}
