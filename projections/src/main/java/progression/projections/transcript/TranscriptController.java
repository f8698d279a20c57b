package progression.projections.transcript;

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

/** A learner's transcript. */
@RestController
class TranscriptController {

  private final LearnerReads reads;
  private final TranscriptJdbc jdbc;

  TranscriptController(LearnerReads reads, TranscriptJdbc jdbc) {
    this.reads = reads;
    this.jdbc = jdbc;
  }

  /** From the tables; {@code minPosition} waits until that position is in them. */
  @GetMapping("/v1/learners/{id}/transcript")
  @Operation(
      operationId = "Transcript",
      summary = "What is mastered, since when, by which evidence, under which policy")
  @ApiResponse(
      responseCode = "200",
      description = "as far as the tables are",
      useReturnTypeSchema = true)
  @ApiResponse(responseCode = "404", description = "unknown-learner")
  @ApiResponse(responseCode = "503", description = "not-yet unavailable")
  ResponseEntity<Transcript> transcript(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String minPosition,
      @AuthenticationPrincipal Jwt token) {
    return reads.answer(
        TranscriptProjection.NAME,
        token.getClaimAsString("district"),
        id,
        minPosition,
        jdbc::read,
        Transcript::position);
  }
}
