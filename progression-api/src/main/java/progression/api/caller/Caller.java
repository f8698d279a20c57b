package progression.api.caller;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import progression.agency.Actor;
import progression.agency.Role;
import progression.ledger.Priority;
import progression.ledger.command.CommandContext;

/**
 * Who makes a request.
 *
 * @param district whose ledger it reads and writes
 * @param client the authenticated client
 * @param onBehalfOf the person it says it acts for, such as {@code teacher:T-7}
 * @param traceparent the trace, as W3C writes it; a new one where the request brought none
 * @param correlationId the same for all that comes of the request
 */
public record Caller(
    String district,
    String client,
    @Nullable String onBehalfOf,
    String traceparent,
    String correlationId) {

  /** Who acts: the person that the client acts for, or else the client for the district. */
  public Actor actor() {
    return onBehalfOf == null ? new Actor(Role.DISTRICT, client) : Actor.of(onBehalfOf);
  }

  /** A command that somebody waits for, given now. */
  public CommandContext interactive() {
    return context(Priority.INTERACTIVE);
  }

  /** One command of very many, given now. */
  public CommandContext bulk() {
    return context(Priority.BULK);
  }

  private CommandContext context(Priority priority) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    return new CommandContext(client, onBehalfOf, traceparent, correlationId, now, priority);
  }
}
