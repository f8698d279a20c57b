package progression.projections.learnerprogress;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import progression.projections.runtime.LearnerReads;

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
  LearnerProgress state(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String asOf,
      @AuthenticationPrincipal Jwt token) {
    return replay.state(token.getClaimAsString("district"), id, asOf);
  }
}
