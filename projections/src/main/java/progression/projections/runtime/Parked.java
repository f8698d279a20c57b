package progression.projections.runtime;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that a projection could not apply, or one of the same learner behind such an event.
 *
 * @param learner none for reference data, of which each event is parked by itself
 * @param type the wire name
 * @param error what went wrong, or which position it waits for
 * @param droppedReason why somebody decided to do without it; none while it waits
 * @param droppedBy the client that did
 * @param droppedOnBehalfOf the person that it acted for, such as {@code teacher:T-7}
 */
public record Parked(
    String district,
    long position,
    int partition,
    @Nullable String learner,
    String type,
    String error,
    Instant parkedAt,
    @Nullable String droppedReason,
    @Nullable String droppedBy,
    @Nullable String droppedOnBehalfOf) {}
