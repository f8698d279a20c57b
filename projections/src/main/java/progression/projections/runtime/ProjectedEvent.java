package progression.projections.runtime;

import java.time.Instant;
import progression.event.ProgressionEvent;

/**
 * An event on its way into a projection.
 *
 * @param position its place in the district's ledger
 * @param recordedAt when it was committed there
 */
public record ProjectedEvent(
    String district, long position, Instant recordedAt, ProgressionEvent event) {}
