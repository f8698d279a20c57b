package progression.projections.transcript;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import progression.projections.runtime.LearnerReads;

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
