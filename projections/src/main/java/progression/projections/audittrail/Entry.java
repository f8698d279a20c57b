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
 * @param time when the command was given, by the clock of the server that took it
 * @param recordedAt when it was recorded, by the clock of the database, which may be a little
 *     behind that of a server
 * @param learner whom it is about; none for reference data
 * @param competency the CASE identifier of the competency that it is about; none where it is about
 *     none
 * @param client who sent the command; none where the event does not say
 * @param onBehalfOf the person that the client acted for, such as {@code teacher:T-7}; none where
 *     it acted for nobody
 * @param correlation the same for all that came of one request; none where the event does not say
 * @param causation the command: the same for all that it decided; none where the event does not say
 * @param traceparent the trace, as W3C writes it; none where the event does not say
 */
@Schema(name = "AuditEntry")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Entry(
    long position,
    UUID id,
    String type,
    Instant time,
    Instant recordedAt,
    @Nullable String learner,
    @Nullable String competency,
    @Nullable String client,
    @Nullable String onBehalfOf,
    @Nullable String correlation,
    @Nullable String causation,
    @Nullable String traceparent) {}
