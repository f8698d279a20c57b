package progression.projections.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import progression.kernel.LearnerId;
import progression.ledger.StoredEvent;
import progression.ledger.json.JsonEventCodec;
import progression.projections.runtime.ProjectedEvent.Provenance;
import progression.relay.FeedRecord;
import progression.relay.Partitions;

/**
 * An event as it comes in, from Kafka or from the ledger.
 *
 * @param partition the learner's; for reference data the one that it came by, or 0
 * @param learner none for reference data
 * @param decoded what it says; fails if it cannot be read
 */
record Arrival(
    String district,
    int partition,
    long position,
    String type,
    @Nullable LearnerId learner,
    Supplier<ProjectedEvent> decoded) {

  private static final JsonEventCodec CODEC = new JsonEventCodec();

  /** From Kafka. Decoded at once, because each projection asks for it. */
  static Arrival of(FeedRecord.Event event, int partition) {
    return new Arrival(
        event.district(),
        partition,
        event.position(),
        event.type(),
        event.learner(),
        decoded(() ->
            new ProjectedEvent(
                event.district(),
                event.position(),
                event.committedAt(),
                new Provenance(event.id(), event.time(), event.metadata()),
                CODEC.decode(event.type(), event.version(), event.payload()))));
  }

  /** From the ledger. Decoded at once, because whoever reads ahead has the time for it. */
  static Arrival of(StoredEvent event, String district, int partitions) {
    LearnerId learner = Partitions.learner(event);
    return new Arrival(
        district,
        learner == null ? 0 : Partitions.of(district, learner, partitions),
        event.position(),
        event.type(),
        learner,
        decoded(() -> ProjectedEvent.of(district, event, CODEC)));
  }

  static List<Arrival> of(List<StoredEvent> events, String district, int partitions) {
    List<Arrival> arrivals = new ArrayList<>(events.size());
    events.forEach(event -> arrivals.add(of(event, district, partitions)));
    return arrivals;
  }

  private static Supplier<ProjectedEvent> decoded(Supplier<ProjectedEvent> decoding) {
    try {
      ProjectedEvent decoded = decoding.get();
      return () -> decoded;
    } catch (RuntimeException unreadable) {
      return () -> {
        throw unreadable;
      };
    }
  }
}
