package progression.projections.runtime;

import java.time.Instant;
import java.util.UUID;
import progression.event.ProgressionEvent;
import progression.ledger.StoredEvent;
import progression.ledger.json.JsonEventCodec;

/**
 * An event on its way into a projection.
 *
 * @param position its place in the district's ledger
 * @param recordedAt when it was committed there
 */
public record ProjectedEvent(
    String district,
    long position,
    Instant recordedAt,
    Provenance provenance,
    ProgressionEvent event) {

  /**
   * Where an event comes from.
   *
   * @param id the event's own
   * @param time as given with the command
   * @param metadata JSON text: who did it, for whom, in which trace
   */
  public record Provenance(UUID id, Instant time, String metadata) {
    private static final Provenance NOBODY = new Provenance(new UUID(0, 0), Instant.EPOCH, "{}");
  }

  /** An event of which nobody asks where it comes from. */
  public ProjectedEvent(
      String district, long position, Instant recordedAt, ProgressionEvent event) {
    this(district, position, recordedAt, Provenance.NOBODY, event);
  }

  /** An event of a district's ledger. */
  public static ProjectedEvent of(String district, StoredEvent stored, JsonEventCodec codec) {
    return new ProjectedEvent(
        district,
        stored.position(),
        stored.committedAt(),
        new Provenance(stored.id(), stored.time(), stored.metadata()),
        codec.decode(stored.type(), stored.version(), stored.payload()));
  }
}
