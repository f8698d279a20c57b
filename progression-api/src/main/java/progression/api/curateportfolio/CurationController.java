package progression.api.curateportfolio;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import progression.api.caller.Caller;
import progression.api.entry.Entering;
import progression.api.intake.Body;
import progression.api.intake.Fields;
import progression.api.intake.Parameters;
import progression.curateportfolio.CuratePortfolio;
import progression.kernel.EntryId;
import progression.kernel.EvidenceId;
import progression.kernel.LearnerId;
import progression.ledger.command.UseCases;

/** Takes the curation of portfolios in. */
@RestController
final class CurationController {

  private final Entering entering;

  CurationController(Entering entering) {
    this.entering = entering;
  }

  @PostMapping(path = "/v1/learners/{id}/portfolio", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "CuratePortfolio",
      summary = "Puts evidence into the learner's portfolio, or takes it out")
  @ApiResponse(
      responseCode = "201",
      description = "recorded",
      content = @Content(schema = @Schema(implementation = Entering.Answer.class)))
  @ApiResponse(responseCode = "200", description = "the same was recorded before")
  @ApiResponse(responseCode = "403", description = "may-not-act")
  @ApiResponse(responseCode = "404", description = "unknown-learner")
  @ApiResponse(responseCode = "409", description = "entry-conflict")
  @ApiResponse(responseCode = "422", description = "unknown-reference")
  ResponseEntity<Object> enter(
      @PathVariable("id") String id, Caller caller, HttpServletRequest request) {
    LearnerId learner = Parameters.value("id", id, LearnerId::new);
    Fields body = Body.json(request, Body.SMALL);
    EntryId entry = body.value("id", EntryId::new);
    EvidenceId evidence = body.value("evidence", EvidenceId::new);
    boolean shown = body.flag("shown", true);
    String caption = body.optionalLongText("caption");
    body.nothingElse();
    return entering.enter(
        UseCases.CURATE_PORTFOLIO,
        caller,
        learner,
        entry,
        ignored -> new CuratePortfolio(learner, entry, evidence, shown, caption, caller.actor()));
  }
}
