package progression.api.writereflection;

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
import progression.api.entry.LinkedJson;
import progression.ledger.command.UseCases;
import progression.writereflection.WriteReflection;

/** Takes reflections in. */
@RestController
@EntryAnswers
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
      responseCode = "422",
      description = "unknown-reference unknown-competency ambiguous-competency")
  ResponseEntity<Object> enter(
      @PathVariable("id") String id, Caller caller, HttpServletRequest request) {
    return entering.enter(
        UseCases.WRITE_REFLECTION,
        caller,
        id,
        request,
        (learner, entry, body) -> {
          String prompt = body.optionalLongText("prompt");
          String text = body.longText("text");
          LinkedJson links = LinkedJson.read(body);
          return curriculum ->
              new WriteReflection(
                  learner, entry, prompt, text, links.in(curriculum), caller.actor());
        });
  }
}
