package progression.ledger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import org.axonframework.messaging.core.MessageStream.Entry;
import org.axonframework.messaging.eventhandling.EventMessage;

/**
 * The events that decisions looked at lately, decoded, criterion by criterion.
 *
 * <p>Nothing is ever answered from memory alone: a boundary is read on from where it is known to,
 * so what is missing here costs time and what is here cannot be out of date. Events never change.
 */
public class RecentEvents {

  /** What an event takes beside its content: its objects, as a heap dump shows them. */
  private static final int OVERHEAD = 500;

  private final Cache<Key, Known> cache;

  /**
   * An empty memory, for any number of ledgers.
   *
   * @param mostBytes about how much it may hold
   */
  public RecentEvents(long mostBytes) {
    cache =
        Caffeine.newBuilder()
            .maximumWeight(mostBytes)
            .weigher((Key key, Known known) -> known.bytes())
            .build();
  }

  private record Key(String schema, Criterion criterion) {}

  /** An event in Axon's terms, with its position and the size of its content in characters. */
  record Recent(long position, int size, Entry<EventMessage> entry) {}

  /**
   * All events of a criterion up to a position.
   *
   * @param position −1 where nothing is known
   */
  record Known(long position, List<Recent> events) {
    static final Known NOTHING = new Known(-1, List.of());

    int bytes() {
      long bytes = OVERHEAD;
      for (Recent event : events) {
        bytes += OVERHEAD + event.size;
      }
      return Math.clamp(bytes, 0, Integer.MAX_VALUE);
    }
  }

  /** What is known of a criterion. */
  Known of(String schema, Criterion criterion) {
    Known known = cache.getIfPresent(new Key(schema, criterion));
    return known == null ? Known.NOTHING : known;
  }

  /** Keeps what was read. A criterion without events is cheap to read again. */
  void learn(String schema, Criterion criterion, Known read) {
    if (!read.events().isEmpty()) {
      cache
          .asMap()
          .merge(new Key(schema, criterion), read, (a, b) -> a.position() > b.position() ? a : b);
    }
  }
}
