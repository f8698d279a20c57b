package progression.api.writereflection;

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
import progression.api.entry.LinkedJson;
import progression.api.intake.Body;
import progression.api.intake.Fields;
import progression.api.intake.Parameters;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;
import progression.ledger.command.UseCases;
import progression.writereflection.WriteReflection;

/** Takes reflections in. */
@RestController
final class ReflectionController {

  private final Entering entering;

  ReflectionController(Entering entering) {
    this.entering = entering;
  }

  @PostMapping(path = "/v1/learners/{id}/reflections", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "WriteReflection",
      summary = "Adds a reflection of the learner, with what it is linked to")
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
      description = "unknown-reference unknown-competency ambiguous-competency")
  ResponseEntity<Object> enter(
      @PathVariable("id") String id, Caller caller, HttpServletRequest request) {
    LearnerId learner = Parameters.value("id", id, LearnerId::new);
    Fields body = Body.json(request, Body.SMALL);
    EntryId entry = body.value("id", EntryId::new);
    String prompt = body.optionalLongText("prompt");
    String text = body.longText("text");
    LinkedJson links = LinkedJson.read(body);
    body.nothingElse();
    return entering.enter(
        UseCases.WRITE_REFLECTION,
        caller,
        learner,
        entry,
        curriculum ->
            new WriteReflection(
                learner, entry, prompt, text, links.in(curriculum), caller.actor()));
  }
}
