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
 * @param envelope all but what it says
 * @param decoded with what it says; fails if that cannot be read
 */
record Arrival(int partition, ProjectedEvent envelope, Supplier<ProjectedEvent> decoded) {

  private static final JsonEventCodec CODEC = new JsonEventCodec();

  String district() {
    return envelope.district();
  }

  long position() {
    return envelope.position();
  }

  /** The wire name. */
  String type() {
    return envelope.provenance().type();
  }

  /** None for reference data. */
  @Nullable LearnerId learner() {
    return envelope.provenance().learner();
  }

  /** From Kafka. Decoded at once, because most projections ask for it, and share it. */
  static Arrival of(FeedRecord.Event event, int partition) {
    ProjectedEvent envelope =
        new ProjectedEvent(
            event.district(),
            event.position(),
            event.committedAt(),
            new Provenance(
                event.id(), event.type(), event.learner(), event.time(), event.metadata()),
            null);
    return new Arrival(
        partition, envelope, decoded(envelope, event.type(), event.version(), event.payload()));
  }

  /** From the ledger. Decoded at once, because whoever reads ahead has the time for it. */
  static Arrival of(StoredEvent event, String district, int partitions) {
    ProjectedEvent envelope = ProjectedEvent.envelope(district, event);
    LearnerId learner = envelope.provenance().learner();
    return new Arrival(
        learner == null ? 0 : Partitions.of(district, learner, partitions),
        envelope,
        decoded(envelope, event.type(), event.version(), event.payload()));
  }

  static List<Arrival> of(List<StoredEvent> events, String district, int partitions) {
    List<Arrival> arrivals = new ArrayList<>(events.size());
    events.forEach(event -> arrivals.add(of(event, district, partitions)));
    return arrivals;
  }

  private static Supplier<ProjectedEvent> decoded(
      ProjectedEvent envelope, String type, int version, String payload) {
    try {
      ProjectedEvent decoded = envelope.saying(CODEC.decode(type, version, payload));
      return () -> decoded;
    } catch (RuntimeException unreadable) {
      return () -> {
        throw unreadable;
      };
    }
  }
}
