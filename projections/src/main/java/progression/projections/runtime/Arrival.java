package progression.projections.runtime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.kernel.LearnerId;
import progression.ledger.StoredEvent;
import progression.projections.runtime.ProjectedEvent.Provenance;
import progression.relay.FeedRecord;
import progression.relay.Partitions;

/**
 * An event as it comes in, from Kafka or from the ledger. Not decoded yet, because that can fail.
 *
 * @param partition the learner's; for reference data the one that it came by, or 0
 * @param learner none for reference data
 */
record Arrival(
    String district,
    int partition,
    long position,
    Instant recordedAt,
    Provenance provenance,
    String type,
    int version,
    @Nullable LearnerId learner,
    String payload) {

  static Arrival of(FeedRecord.Event event, int partition) {
    return new Arrival(
        event.district(),
        partition,
        event.position(),
        event.committedAt(),
        new Provenance(event.id(), event.time(), event.metadata()),
        event.type(),
        event.version(),
        event.learner(),
        event.payload());
  }

  static Arrival of(StoredEvent event, String district, int partitions) {
    LearnerId learner = Partitions.learner(event);
    return new Arrival(
        district,
        learner == null ? 0 : Partitions.of(district, learner, partitions),
        event.position(),
        event.committedAt(),
        new Provenance(event.id(), event.time(), event.metadata()),
        event.type(),
        event.version(),
        learner,
        event.payload());
  }

  static List<Arrival> of(List<StoredEvent> events, String district, int partitions) {
    List<Arrival> arrivals = new ArrayList<>(events.size());
    events.forEach(event -> arrivals.add(of(event, district, partitions)));
    return arrivals;
  }
}
