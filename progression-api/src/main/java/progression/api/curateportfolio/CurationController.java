package progression.api.curateportfolio;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import progression.api.caller.Caller;
import progression.api.entry.Entering;
import progression.api.entry.EntryAnswers;
import progression.curateportfolio.CuratePortfolio;
import progression.kernel.EvidenceId;
import progression.ledger.command.UseCases;

/** Takes the curation of portfolios in. */
@RestController
@EntryAnswers
final class CurationController {

  private final Entering entering;

  CurationController(Entering entering) {
    this.entering = entering;
  }

  @PostMapping(path = "/v1/learners/{id}/portfolio", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "CuratePortfolio",
      summary = "Puts evidence into the learner's portfolio, or takes it out")
  @ApiResponse(responseCode = "422", description = "unknown-reference")
  ResponseEntity<Object> enter(
      @PathVariable("id") String id, Caller caller, HttpServletRequest request) {
    return entering.enter(
        UseCases.CURATE_PORTFOLIO,
        caller,
        id,
        request,
        (learner, entry, body) -> {
          EvidenceId evidence = body.value("evidence", EvidenceId::new);
          boolean shown = body.flag("shown", true);
          String caption = body.optionalLongText("caption");
          return ignored ->
              new CuratePortfolio(learner, entry, evidence, shown, caption, caller.actor());
        });
  }
}
