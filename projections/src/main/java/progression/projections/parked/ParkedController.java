package progression.projections.parked;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import progression.projections.http.Cursor;
import progression.projections.http.Parameters;
import progression.projections.http.ProblemException;
import progression.projections.http.StrictReads;
import progression.projections.reads.DistrictReads;
import progression.projections.runtime.Districts;
import progression.projections.runtime.Parked;
import progression.projections.runtime.ParkedEvents;
import progression.projections.runtime.ParkedEvents.Drop;
import progression.projections.runtime.ParkedEvents.Tried;
import progression.projections.runtime.ProjectionRuntime;

/** What a projection could not apply in the token's district, and what is done about it. */
@RestController
class ParkedController {

  private static final int MOST_LISTED = 1_000;
  private static final int LONGEST_REASON = 500;

  private final ProjectionRuntime runtime;
  private final Districts districts;

  ParkedController(ProjectionRuntime runtime, Districts districts) {
    this.runtime = runtime;
    this.districts = districts;
  }

  /**
   * A page of parked events, in the order of the ledger.
   *
   * @param items events that wait and events that were dropped
   */
  record ParkedPage(List<ParkedEvent> items, @Nullable String next) {
    ParkedPage {
      items = List.copyOf(items);
    }
  }

  /**
   * @param learner whose event it is, and of whom nothing later is applied; none for reference data
   * @param type the wire name
   * @param error what went wrong, or that it waits for an earlier one
   * @param parkedAt when it was parked
   * @param droppedReason why somebody decided to do without the event; none while it waits
   * @param droppedBy the client that dropped it, or {@code expiry}; none while it waits
   * @param droppedOnBehalfOf the person that the client acted for when it dropped the event; none
   *     while that waits, and where the client acted for nobody
   */
  record ParkedEvent(
      long position,
      @Nullable String learner,
      String type,
      String error,
      Instant parkedAt,
      @Nullable String droppedReason,
      @Nullable String droppedBy,
      @Nullable String droppedOnBehalfOf) {}

  /** Work on the parked events of a projection. */
  private interface Work<T> {
    T on(ParkedEvents parked) throws SQLException;
  }

  @GetMapping("/v1/projections/{projection}/parked")
  @Operation(
      operationId = "ParkedEvents",
      summary = "What a projection could not apply, and what waits behind it")
  @ApiResponse(responseCode = "200", description = "a page", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "404", description = "not-found")
  @ApiResponse(responseCode = "503", description = "unavailable")
  ParkedPage parked(
      @PathVariable String projection,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Schema(maximum = "" + MOST_LISTED) @Nullable String limit,
      @AuthenticationPrincipal Jwt token) {
    String list = "projections/%s/parked".formatted(projection);
    long after = Cursor.position(cursor, list);
    int most = DistrictReads.size(limit, MOST_LISTED);
    List<Parked> page = with(projection, parked -> parked.list(districts.of(token), after, most));
    return new ParkedPage(
        page.stream().map(ParkedController::event).toList(),
        page.size() < most ? null : Cursor.behind(list, page.getLast().position()).text());
  }

  @PostMapping("/v1/projections/{projection}/parked/{position}/retry")
  @Operation(
      operationId = "RetryParkedEvent",
      summary = "Applies a parked event again, and all of its learner that wait")
  @ApiResponse(responseCode = "200", description = "what came of it", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "404", description = "not-found")
  @ApiResponse(responseCode = "503", description = "unavailable")
  Tried retry(
      @PathVariable String projection,
      @PathVariable String position,
      @AuthenticationPrincipal Jwt token) {
    long place = Parameters.position("position", position);
    return found(with(projection, parked -> parked.retry(districts.of(token), place)), position);
  }

  @PostMapping("/v1/projections/{projection}/parked/{position}/drop")
  @Operation(
      operationId = "DropParkedEvent",
      summary = "Does without a parked event for good, and applies what waits behind it")
  @ApiResponse(responseCode = "200", description = "what came of it", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "404", description = "not-found")
  @ApiResponse(responseCode = "503", description = "unavailable")
  Tried drop(
      @PathVariable String projection,
      @PathVariable String position,
      @RequestParam(defaultValue = "") String reason,
      @RequestHeader(name = StrictReads.ON_BEHALF_OF, required = false) @Parameter(hidden = true)
          @Nullable String onBehalfOf,
      @AuthenticationPrincipal Jwt token) {
    long place = Parameters.position("position", position);
    if (reason.isBlank() || reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
      throw ProblemException.invalidParameter(
          "reason", "reason says why, in at most %d characters".formatted(LONGEST_REASON));
    }
    Drop drop = new Drop(reason, client(token), onBehalfOf);
    return found(
        with(projection, parked -> parked.drop(districts.of(token), place, drop)), position);
  }

  private <T> T with(String projection, Work<T> work) {
    if (!runtime.names().contains(projection)) {
      throw ProblemException.notFound("there is no such projection");
    }
    try {
      return work.on(runtime.parked(projection));
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("The parked events cannot be reached.", e);
    }
  }

  private static Tried found(Optional<Tried> tried, String position) {
    return tried.orElseThrow(
        () -> ProblemException.notFound("no event is parked at position " + position));
  }

  /** As for writes: issuers differ in where they name the client. */
  private static String client(Jwt token) {
    return Stream.of("client_id", "azp", "sub")
        .map(token::getClaimAsString)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  private static ParkedEvent event(Parked parked) {
    return new ParkedEvent(
        parked.position(),
        parked.learner(),
        parked.type(),
        parked.error(),
        parked.parkedAt(),
        parked.droppedReason(),
        parked.droppedBy(),
        parked.droppedOnBehalfOf());
  }
}
