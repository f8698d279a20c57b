package progression.ledger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.messaging.core.MessageStream.Entry;
import org.axonframework.messaging.eventhandling.EventMessage;

/**
 * The events that decisions looked at or added lately, decoded, criterion by criterion.
 *
 * <p>What is here is true up to the position it names, and events never change; what has happened
 * since is found out by reading on, or by the condition of an append.
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
            .weigher((Key key, Known known) -> (int) Math.min(known.bytes, Integer.MAX_VALUE))
            .build();
  }

  private record Key(String schema, Criterion criterion) {}

  /** An event in Axon's terms, with its position and the size of its content in characters. */
  record Recent(long position, int size, Entry<EventMessage> entry) {}

  /**
   * All events of a criterion up to a position.
   *
   * @param position −1 where nothing is known
   * @param bytes about how much memory they take
   */
  record Known(long position, List<Recent> events, long bytes) {
    static final Known NOTHING = new Known(-1, List.of(), OVERHEAD);

    /** The same and the events behind it, known to be all up to a later position. */
    Known plus(List<Recent> more, long upTo) {
      if (more.isEmpty()) {
        return new Known(upTo, events, bytes);
      }
      List<Recent> all = new ArrayList<>(events.size() + more.size());
      all.addAll(events);
      all.addAll(more);
      long size = bytes;
      for (Recent event : more) {
        size += OVERHEAD + event.size;
      }
      return new Known(upTo, all, size);
    }
  }

  /** What is known of a criterion. */
  Known of(String schema, Criterion criterion) {
    Known known = cache.getIfPresent(new Key(schema, criterion));
    return known == null ? Known.NOTHING : known;
  }

  /** Keeps what was read or added. A criterion without events is cheap to read again. */
  void learn(String schema, Criterion criterion, Known learned) {
    if (!learned.events().isEmpty()) {
      cache
          .asMap()
          .merge(
              new Key(schema, criterion), learned, (a, b) -> a.position() > b.position() ? a : b);
    }
  }
}
