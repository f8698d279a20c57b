package progression.ledger.command;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import progression.ledger.Priority;

/**
 * Who sends a command, and from where. It becomes the metadata of the events.
 *
 * @param client the authenticated client
 * @param onBehalfOf the person it acts for, such as {@code teacher:T-7}
 * @param traceparent the trace, as W3C writes it
 * @param correlationId the same for all that comes of one request
 * @param time the time of the events
 * @param priority whether somebody waits for the answer
 */
public record CommandContext(
    String client,
    @Nullable String onBehalfOf,
    @Nullable String traceparent,
    String correlationId,
    Instant time,
    Priority priority) {}
