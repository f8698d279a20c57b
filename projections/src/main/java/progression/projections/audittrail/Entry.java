package progression.projections.audittrail;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an event says of itself.
 *
 * @param position in the district's ledger
 * @param id of the event
 * @param type the wire name
 * @param time as given with the command
 * @param recordedAt when it was committed
 * @param learner whom it is about; none for reference data
 * @param competency CASE identifier, where it is about one
 * @param client who sent the command
 * @param onBehalfOf the person it acted for, such as {@code teacher:T-7}
 * @param correlation the same for all that came of one request
 * @param causation the command: the same for all that it decided
 * @param traceparent the trace, as W3C writes it
 */
@Schema(name = "AuditEntry")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Entry(
    long position,
    UUID id,
    String type,
    @Schema(description = "When the command was given, by the clock of the server that took it.")
        Instant time,
    @Schema(
            description =
                "When it was recorded, by the clock of the database, which may be a little behind"
                    + " that of a server.")
        Instant recordedAt,
    @Nullable String learner,
    @Nullable String competency,
    @Nullable String client,
    @Nullable String onBehalfOf,
    @Nullable String correlation,
    @Nullable String causation,
    @Nullable String traceparent) {}
