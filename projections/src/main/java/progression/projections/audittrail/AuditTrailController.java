package progression.projections.audittrail;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import progression.ledger.LedgerReader;
import progression.ledger.StoredEvent;
import progression.projections.http.Cursor;
import progression.projections.http.Parameters;
import progression.projections.http.ProblemException;
import progression.projections.reads.DistrictReads;
import progression.projections.reads.EventLine;
import progression.projections.runtime.Districts;
import progression.projections.runtime.Freshness;

/** Who did what in a district. */
@RestController
class AuditTrailController {

  private static final String LIST = "audit-trail";
  private static final int MOST_LISTED = 1_000;

  private final Districts districts;
  private final Freshness freshness;
  private final AuditTrailJdbc jdbc;

  AuditTrailController(Districts districts, Freshness freshness, AuditTrailJdbc jdbc) {
    this.districts = districts;
    this.freshness = freshness;
    this.jdbc = jdbc;
  }

  /**
   * A page of the trail, oldest first.
   *
   * @param position up to which the trail is complete
   * @param items oldest first
   */
  @Schema(name = "AuditTrail")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(long position, List<Entry> items, @Nullable String next) {}

  /**
   * One entry.
   *
   * @param entry what the event says of itself
   * @param event as the ledger keeps it
   * @param sameCommand all that its command decided, in order
   */
  @Schema(name = "AuditedEvent")
  record Audited(
      Entry entry,
      @JsonRawValue @Schema(ref = "HistoryLine") String event,
      List<Entry> sameCommand) {}

  /**
   * What is not given is not asked.
   *
   * @param competency an identifier, or a human coding that it ever had
   * @param from recorded at or after this time
   * @param to recorded at or before this time
   */
  @GetMapping("/v1/audit-trail")
  @Operation(
      operationId = "AuditTrail",
      summary = "Who did what, in the order in which it was recorded")
  @ApiResponse(responseCode = "200", description = "a page", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "400", description = "invalid-parameter")
  @ApiResponse(responseCode = "503", description = "not-yet unavailable")
  Page trail(
      @RequestParam(required = false) @Nullable String client,
      @RequestParam(required = false) @Nullable String onBehalfOf,
      @RequestParam(required = false) @Nullable String learner,
      @RequestParam(required = false) @Nullable String competency,
      @RequestParam(required = false) @Nullable String type,
      @RequestParam(required = false) @Nullable String correlation,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Schema(maximum = "" + MOST_LISTED) @Nullable String limit,
      @RequestParam(required = false) @Nullable String minPosition,
      @AuthenticationPrincipal Jwt token) {
    int most = DistrictReads.size(limit, MOST_LISTED);
    String district = districts.of(token);
    LedgerReader ledger = districts.ledger(district);
    long after = Cursor.position(cursor, LIST);
    if (from != null) {
      after = Math.max(after, Parameters.positionBefore(ledger, "from", from));
    }
    long reached = freshness.reached(AuditTrailProjection.NAME, district, minPosition);
    long until =
        to == null ? reached : Math.min(reached, Parameters.positionAsOf(ledger, "to", to));
    Map<String, List<String>> oneOf = new LinkedHashMap<>();
    put(oneOf, "client", client);
    put(oneOf, "on_behalf_of", onBehalfOf);
    put(oneOf, "learner", learner);
    put(oneOf, "type", type);
    put(oneOf, "correlation", correlation);
    String named = DistrictReads.text("competency", competency);
    if (named != null) {
      oneOf.put("competency", jdbc.competencies(district, named));
    }
    List<Entry> items = jdbc.list(district, after, until, oneOf, most);
    String next =
        items.size() < most ? null : Cursor.behind(LIST, items.getLast().position()).text();
    return new Page(reached, items, next);
  }

  @GetMapping("/v1/audit-trail/{position}")
  @Operation(
      operationId = "AuditedEvent",
      summary = "One entry with its event, and what the same command led to")
  @ApiResponse(responseCode = "200", description = "the entry", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "404", description = "not-found")
  @ApiResponse(responseCode = "503", description = "not-yet unavailable")
  Audited entry(
      @PathVariable String position,
      @RequestParam(required = false) @Nullable String minPosition,
      @AuthenticationPrincipal Jwt token) {
    String district = districts.of(token);
    long asked = Parameters.position("position", position);
    StoredEvent event =
        districts
            .ledger(district)
            .at(asked)
            .orElseThrow(
                () -> ProblemException.notFound("the ledger has no event at position " + asked));
    freshness.await(AuditTrailProjection.NAME, district, minPosition);
    List<Entry> command = jdbc.ofTheSameCommand(district, asked);
    Entry entry =
        command.stream()
            .filter(one -> one.position() == asked)
            .findFirst()
            .orElseThrow(
                () -> ProblemException.notYet("the audit trail has not reached it; ask again"));
    return new Audited(entry, EventLine.of(event), command);
  }

  private static void put(Map<String, List<String>> oneOf, String column, @Nullable String value) {
    String text = DistrictReads.text(column, value);
    if (text != null) {
      oneOf.put(column, List.of(text));
    }
  }
}
