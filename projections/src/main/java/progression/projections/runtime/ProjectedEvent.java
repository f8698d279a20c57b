package progression.projections.runtime;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import progression.event.ProgressionEvent;
import progression.kernel.LearnerId;
import progression.ledger.StoredEvent;
import progression.ledger.json.JsonEventCodec;
import progression.relay.Partitions;

/**
 * An event on its way into a projection.
 *
 * @param position its place in the district's ledger
 * @param recordedAt when it was committed there
 * @param content what it says; none where nobody can read it, which reaches only a projection that
 *     {@linkplain Projection#takesUnreadable takes it so}
 */
public record ProjectedEvent(
    String district,
    long position,
    Instant recordedAt,
    Provenance provenance,
    @Nullable ProgressionEvent content) {

  /**
   * Where an event comes from, as stands beside what it says.
   *
   * @param id the event's own
   * @param type the wire name
   * @param learner whose it is; none for reference data
   * @param time as given with the command
   * @param metadata JSON text: who did it, for whom, in which trace
   */
  public record Provenance(
      UUID id, String type, @Nullable LearnerId learner, Instant time, String metadata) {
    private static final Provenance NOBODY =
        new Provenance(new UUID(0, 0), "", null, Instant.EPOCH, "{}");
  }

  /** An event of which nobody asks where it comes from. */
  public ProjectedEvent(
      String district, long position, Instant recordedAt, ProgressionEvent event) {
    this(district, position, recordedAt, Provenance.NOBODY, event);
  }

  /** An event of a district's ledger. */
  public static ProjectedEvent of(String district, StoredEvent stored, JsonEventCodec codec) {
    return envelope(district, stored)
        .saying(codec.decode(stored.type(), stored.version(), stored.payload()));
  }

  /** The same without what it says. */
  static ProjectedEvent envelope(String district, StoredEvent stored) {
    return new ProjectedEvent(
        district,
        stored.position(),
        stored.committedAt(),
        new Provenance(
            stored.id(),
            stored.type(),
            Partitions.learner(stored),
            stored.time(),
            stored.metadata()),
        null);
  }

  /** What it says. */
  public ProgressionEvent event() {
    if (content == null) {
      throw new IllegalStateException("nobody can read what the event says");
    }
    return content;
  }

  ProjectedEvent saying(ProgressionEvent event) {
    return new ProjectedEvent(district, position, recordedAt, provenance, event);
  }
}
