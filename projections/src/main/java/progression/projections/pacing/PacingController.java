package progression.projections.pacing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import progression.projections.http.Cursor;
import progression.projections.reads.DistrictReads;
import progression.projections.reads.LearnerReads;

/** How learners keep pace, one by one and by the group. */
@RestController
class PacingController {

  private static final int PAGE = 50;

  private final LearnerReads learners;
  private final DistrictReads districts;
  private final PacingJdbc jdbc;

  PacingController(LearnerReads learners, DistrictReads districts, PacingJdbc jdbc) {
    this.learners = learners;
    this.districts = districts;
    this.jdbc = jdbc;
  }

  /** From the tables; {@code minPosition} waits until that position is in them. */
  @GetMapping("/v1/learners/{id}/pacing")
  @Operation(
      operationId = "LearnerPacing",
      summary = "How a learner keeps pace: guide, target dates and check-ins, as advice")
  @ApiResponse(
      responseCode = "200",
      description = "as far as the tables are",
      useReturnTypeSchema = true)
  @ApiResponse(responseCode = "404", description = "unknown-learner")
  @ApiResponse(responseCode = "503", description = "not-yet unavailable")
  LearnerPacing learner(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String at,
      @RequestParam(required = false) @Nullable String minPosition,
      @AuthenticationPrincipal Jwt token) {
    Instant moment = DistrictReads.moment(at);
    return learners.read(
        PacingProjection.NAME,
        token.getClaimAsString("district"),
        id,
        minPosition,
        (district, learner, partition) ->
            jdbc.read(district, learner, partition)
                .map(found ->
                    LearnerPacing.of(learner.value(), found.position(), found.rows(), moment)),
        LearnerPacing::position);
  }

  /** The same for all members of a group, a page at a time. */
  @GetMapping("/v1/groups/{id}/pacing")
  @Operation(
      operationId = "GroupPacing",
      summary = "How the members of a group keep pace, as advice")
  @ApiResponse(
      responseCode = "200",
      description = "as far as the tables are, a page at a time",
      useReturnTypeSchema = true)
  @ApiResponse(responseCode = "404", description = "not-found")
  @ApiResponse(responseCode = "503", description = "not-yet unavailable")
  GroupPacing group(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String at,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Schema(maximum = "" + PAGE) @Nullable String limit,
      @RequestParam(required = false) @Nullable String minPosition,
      @AuthenticationPrincipal Jwt token) {
    var unused = DistrictReads.text("id", id);
    Cursor from = Cursor.read(cursor, GroupPacing.list(id), 2);
    Instant moment = DistrictReads.moment(from == null ? at : from.values().getFirst());
    int size = DistrictReads.size(limit, PAGE);
    String after = from == null ? null : from.values().getLast();
    return districts.answer(
        PacingProjection.NAME,
        token.getClaimAsString("district"),
        "the group " + id,
        minPosition,
        (district, partitions) ->
            Optional.of(jdbc.read(district, partitions, id, after, size + 1))
                .filter(found -> found.rows().known())
                .map(found -> GroupPacing.of(id, moment, size, found)));
  }
}
