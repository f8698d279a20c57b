package progression.projections.history;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import progression.kernel.Tag;
import progression.ledger.StoredEvent;
import progression.projections.http.Parameters;
import progression.projections.http.ProblemException;
import progression.projections.reads.EventLine;
import progression.projections.reads.LedgerReads;
import progression.projections.reads.LedgerReads.Span;

/** A learner's events as they were recorded. */
@RestController
class HistoryController {

  private static final int PAGE = 200;

  private final LedgerReads reads;

  HistoryController(LedgerReads reads) {
    this.reads = reads;
  }

  /**
   * One line for each event, in order. The request's own thread writes them: a container waits for
   * an answer that another thread writes only for so long.
   *
   * @param after events behind this position
   * @param asOf none behind this position or time
   */
  @GetMapping(path = "/v1/learners/{id}/history", produces = MediaType.APPLICATION_NDJSON_VALUE)
  @Operation(
      operationId = "LearnerHistory",
      summary = "Everything that was recorded of a learner, in order")
  @ApiResponse(
      responseCode = "200",
      description = "a line for each event",
      content = @Content(mediaType = "application/x-ndjson", schema = @Schema(ref = "HistoryLine")))
  @ApiResponse(responseCode = "404", description = "unknown-learner")
  @ApiResponse(responseCode = "503", description = "unavailable")
  void history(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable String asOf,
      @AuthenticationPrincipal Jwt token,
      HttpServletResponse response)
      throws IOException {
    Span span = reads.span(token.getClaimAsString("district"), id, asOf);
    long behind = after == null ? -1 : Parameters.position("after", after);
    Tag tag = Tag.learner(span.learner());
    if (span.ledger().byTag(tag, -1, 1).isEmpty()) {
      throw ProblemException.unknownLearner(id);
    }
    response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
    OutputStream body = response.getOutputStream();
    span.forEach(tag, behind, PAGE, event -> write(event, body));
  }

  private static void write(StoredEvent event, OutputStream body) {
    try {
      EventLine.write(event, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
