package progression.api.makechoice;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
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
import progression.kernel.EntryId;
import progression.kernel.LearnerId;
import progression.kernel.PathwayId;
import progression.ledger.command.UseCases;
import progression.makechoice.MakeChoice;

/** Takes choices in. */
@RestController
final class ChoiceController {

  private final Entering entering;

  ChoiceController(Entering entering) {
    this.entering = entering;
  }

  @PostMapping(path = "/v1/learners/{id}/choices", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "MakeChoice",
      summary = "Chooses among what a stage of the learner's pathway leaves open")
  @ApiResponse(
      responseCode = "201",
      description = "recorded",
      content = @Content(schema = @Schema(implementation = Entering.Answer.class)))
  @ApiResponse(responseCode = "200", description = "the same was recorded before")
  @ApiResponse(responseCode = "403", description = "may-not-act")
  @ApiResponse(responseCode = "404", description = "unknown-learner")
  @ApiResponse(responseCode = "409", description = "entry-conflict")
  @ApiResponse(
      responseCode = "422",
      description = "unknown-reference not-an-option unknown-competency ambiguous-competency")
  ResponseEntity<Object> choose(
      @PathVariable("id") String id, Caller caller, HttpServletRequest request) {
    LearnerId learner = Parameters.value("id", id, LearnerId::new);
    Fields body = Body.json(request, Body.SMALL);
    EntryId entry = body.value("id", EntryId::new);
    PathwayId pathway = body.value("pathway", PathwayId::new);
    String stage = body.text("stage");
    List<String> chosen = body.texts("competencies");
    body.nothingElse();
    return Entering.answer(
        learner,
        entry,
        entering.decide(
            UseCases.MAKE_CHOICE,
            caller,
            learner,
            curriculum ->
                MakeChoice.of(learner, entry, pathway, stage, chosen, caller.actor(), curriculum),
            MakeChoice::isResolved));
  }
}
