package progression.projections.learnerprogress;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import progression.projections.reads.LearnerReads;

/** Where a learner stands, now and at any earlier time. */
@RestController
class LearnerProgressController {

  private final LearnerReads reads;
  private final LearnerProgressJdbc jdbc;
  private final LearnerReplay replay;

  LearnerProgressController(LearnerReads reads, LearnerProgressJdbc jdbc, LearnerReplay replay) {
    this.reads = reads;
    this.jdbc = jdbc;
    this.replay = replay;
  }

  /** From the tables; {@code minPosition} waits until that position is in them. */
  @GetMapping("/v1/learners/{id}/progress")
  @Operation(
      operationId = "LearnerProgress",
      summary = "Where a learner stands: competencies, stages, goals")
  @ApiResponse(
      responseCode = "200",
      description = "as far as the tables are",
      useReturnTypeSchema = true)
  @ApiResponse(responseCode = "404", description = "unknown-learner")
  @ApiResponse(responseCode = "503", description = "not-yet unavailable")
  ResponseEntity<LearnerProgress> progress(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String minPosition,
      @AuthenticationPrincipal Jwt token) {
    return reads.answer(
        LearnerProgressProjection.NAME,
        token.getClaimAsString("district"),
        id,
        minPosition,
        jdbc::read,
        LearnerProgress::position);
  }

  /** From the ledger, as of a time or a position; both the last one without it. */
  @GetMapping("/v1/learners/{id}/state")
  @Operation(
      operationId = "LearnerState",
      summary = "Where a learner stood, replayed from the ledger")
  @ApiResponse(
      responseCode = "200",
      description = "as of the position that it names",
      useReturnTypeSchema = true)
  @ApiResponse(responseCode = "404", description = "unknown-learner")
  @ApiResponse(responseCode = "503", description = "unavailable")
  LearnerProgress state(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String asOf,
      @AuthenticationPrincipal Jwt token) {
    return replay.state(token.getClaimAsString("district"), id, asOf);
  }
}
