package progression.api.givefeedback;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import progression.api.caller.Caller;
import progression.api.entry.AboutJson;
import progression.api.entry.Entering;
import progression.api.entry.EntryAnswers;
import progression.givefeedback.GiveFeedback;
import progression.kernel.EntryId;
import progression.ledger.command.UseCases;

/** Takes feedback in. */
@RestController
@EntryAnswers
final class FeedbackController {

  private final Entering entering;

  FeedbackController(Entering entering) {
    this.entering = entering;
  }

  @PostMapping(path = "/v1/learners/{id}/feedback", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "GiveFeedback",
      summary = "Gives feedback on a competency or on a piece of evidence")
  @ApiResponse(
      responseCode = "422",
      description = "unknown-reference unknown-competency ambiguous-competency")
  ResponseEntity<Object> enter(
      @PathVariable("id") String id, Caller caller, HttpServletRequest request) {
    return entering.enter(
        UseCases.GIVE_FEEDBACK,
        caller,
        id,
        request,
        (learner, entry, body) -> {
          AboutJson about = AboutJson.read(body);
          String text = body.longText("text");
          List<String> nextSteps = body.texts("nextSteps");
          EntryId asked = body.optionalValue("request", EntryId::new);
          return curriculum ->
              new GiveFeedback(
                  learner, entry, about.in(curriculum), text, nextSteps, asked, caller.actor());
        });
  }
}
