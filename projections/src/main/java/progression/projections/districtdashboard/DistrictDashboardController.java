package progression.projections.districtdashboard;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import progression.projections.districtdashboard.DistrictDashboardJdbc.Counted;
import progression.projections.http.Cursor;
import progression.projections.http.Parameters;
import progression.projections.reads.DistrictReads;

/** How a district does, as it was counted last. */
@RestController
class DistrictDashboardController {

  private static final int PAGE = 100;

  private final DistrictReads reads;
  private final DistrictDashboardJdbc jdbc;
  private final FigureClock clock;

  DistrictDashboardController(DistrictReads reads, DistrictDashboardJdbc jdbc, FigureClock clock) {
    this.reads = reads;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** {@code minPosition} waits until that position is counted. */
  @GetMapping("/v1/dashboard")
  @Operation(
      operationId = "DistrictDashboard",
      summary = "How the district does: each framework, and how learners move on")
  @ApiResponse(
      responseCode = "200",
      description = "as it was counted last, a page of frameworks at a time",
      useReturnTypeSchema = true)
  @ApiResponse(responseCode = "503", description = "not-yet unavailable")
  ResponseEntity<DistrictDashboard> district(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Schema(maximum = "" + PAGE) @Nullable String limit,
      @RequestParam(required = false) @Nullable String minPosition,
      @AuthenticationPrincipal Jwt token) {
    Cursor from = Cursor.read(cursor, DistrictDashboard.LIST, 1);
    String after = from == null ? "" : from.values().getFirst();
    int size = DistrictReads.size(limit, PAGE);
    DistrictDashboard answer =
        reads.answer(
            DistrictDashboardProjection.NAME,
            token.getClaimAsString("district"),
            "the district",
            minPosition,
            (district, partitions) -> {
              var unused = counted(district, DistrictDashboardJdbc.ALL, minPosition);
              List<Counted> counted = jdbc.read(district, after, size);
              return Optional.of(DistrictDashboard.of(counted, size));
            });
    return ResponseEntity.ok().eTag(tag(answer.position(), answer.countedAt())).body(answer);
  }

  /** {@code minPosition} waits until that position is counted. */
  @GetMapping("/v1/dashboard/{id}")
  @Operation(
      operationId = "FrameworkDashboard",
      summary = "Outcomes in a framework by grade and subgroup, pace, and coverage of standards")
  @ApiResponse(
      responseCode = "200",
      description =
          "as it was counted last, with small groups hidden; who compares two answers learns what"
              + " came between them",
      useReturnTypeSchema = true)
  @ApiResponse(responseCode = "404", description = "not-found")
  @ApiResponse(responseCode = "503", description = "not-yet unavailable")
  ResponseEntity<FrameworkDashboard> framework(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Schema(maximum = "" + PAGE) @Nullable String limit,
      @RequestParam(required = false) @Nullable String minPosition,
      @AuthenticationPrincipal Jwt token) {
    Cursor from = Cursor.read(cursor, FrameworkDashboard.list(id), 1);
    String after = from == null ? "" : from.values().getFirst();
    int size = DistrictReads.size(limit, PAGE);
    var unused = DistrictReads.text("id", id);
    FrameworkDashboard answer =
        reads.answer(
            DistrictDashboardProjection.NAME,
            token.getClaimAsString("district"),
            "the framework " + id,
            minPosition,
            (district, partitions) ->
                counted(district, id, minPosition)
                    .map(counted -> FrameworkDashboard.of(counted, after, size)));
    return ResponseEntity.ok().eTag(tag(answer.position(), answer.countedAt())).body(answer);
  }

  /** Changes with each count: what waited to be mended counts before the position moves. */
  private static String tag(long position, Instant countedAt) {
    return "W/\"%d-%d\"".formatted(position, countedAt.toEpochMilli());
  }

  /** The figures, once they reflect the position; none of a framework that is not published. */
  private Optional<Counted> counted(
      String district, String framework, @Nullable String minPosition) {
    clock.await(
        minPosition == null ? -1 : Parameters.position("minPosition", minPosition),
        () ->
            jdbc.read(district, DistrictDashboardJdbc.ALL)
                .map(Counted::position)
                .orElse(Long.MIN_VALUE));
    return jdbc.read(district, framework);
  }
}
