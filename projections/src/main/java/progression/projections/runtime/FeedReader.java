package progression.projections.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import progression.relay.FeedFormat;
import progression.relay.FeedRecord;

/**
 * Reads the topic's records for all feeds of this process: every feed gets every record, and to
 * read and decode one costs more than to apply it.
 *
 * <p>The last ones are kept, oldest out first: the other feeds come by within a moment, and nobody
 * comes twice. A cache that keeps what was asked for often would keep those that all have had.
 */
final class FeedReader {

  private static final Logger log = LoggerFactory.getLogger(FeedReader.class);

  /** A few batches of each feed: some 30 MB of usual events. */
  private static final int KEPT = 8_192;

  /** In bytes. A published framework is rare, and too large to be kept. */
  private static final int LARGE = 16 * 1024;

  /**
   * A record as it was read.
   *
   * @param record none if it is not in our format
   * @param event none if it is not an event
   */
  record Reading(@Nullable FeedRecord record, @Nullable Arrival event) {}

  /** The time tells a record from one that stood there before the topic was lost and made anew. */
  private record Place(TopicPartition partition, long offset, long timestamp) {}

  private final Map<Place, Reading> kept =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Reading> eldest) {
          return size() > KEPT;
        }
      };

  /** Two feeds that come at once may both read it; that costs less than to wait for each other. */
  Reading read(TopicPartition partition, ConsumerRecord<byte[], byte[]> record) {
    Place place = new Place(partition, record.offset(), record.timestamp());
    Reading found = kept(place);
    if (found != null) {
      return found;
    }
    Reading reading = readAnew(partition, record);
    if (record.serializedValueSize() <= LARGE) {
      keep(place, reading);
    }
    return reading;
  }

  private synchronized @Nullable Reading kept(Place place) {
    return kept.get(place);
  }

  private synchronized void keep(Place place, Reading reading) {
    kept.put(place, reading);
  }

  private static Reading readAnew(TopicPartition partition, ConsumerRecord<byte[], byte[]> record) {
    try {
      FeedRecord read = FeedFormat.read(record);
      return new Reading(read, event(read, partition.partition()));
    } catch (RuntimeException unreadable) {
      log.warn("Passed a foreign record at {} offset {}.", partition, record.offset());
      return new Reading(null, null);
    }
  }

  private static @Nullable Arrival event(FeedRecord record, int partition) {
    return switch (record) {
      case FeedRecord.Event event -> Arrival.of(event, partition);
      case FeedRecord.Mark ignored -> null; // only the checkpoint moves
    };
  }
}
