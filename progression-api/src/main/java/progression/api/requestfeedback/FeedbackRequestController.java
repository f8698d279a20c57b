package progression.api.requestfeedback;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import progression.agency.Actor;
import progression.api.caller.Caller;
import progression.api.entry.AboutJson;
import progression.api.entry.ActorJson;
import progression.api.entry.Entering;
import progression.api.entry.EntryAnswers;
import progression.api.intake.Fields;
import progression.ledger.command.UseCases;
import progression.requestfeedback.RequestFeedback;

/** Takes requests for feedback in. */
@RestController
@EntryAnswers
final class FeedbackRequestController {

  private final Entering entering;

  FeedbackRequestController(Entering entering) {
    this.entering = entering;
  }

  @PostMapping(
      path = "/v1/learners/{id}/feedback-requests",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "RequestFeedback",
      summary = "Asks for feedback on a competency or on a piece of evidence")
  @ApiResponse(
      responseCode = "422",
      description = "unknown-reference unknown-competency ambiguous-competency")
  ResponseEntity<Object> enter(
      @PathVariable("id") String id, Caller caller, HttpServletRequest request) {
    return entering.enter(
        UseCases.REQUEST_FEEDBACK,
        caller,
        id,
        request,
        (learner, entry, body) -> {
          AboutJson about = AboutJson.read(body);
          Actor from = from(body.optionalObject("from"));
          String question = body.optionalLongText("question");
          return curriculum ->
              new RequestFeedback(
                  learner, entry, about.in(curriculum), from, question, caller.actor());
        });
  }

  private static @Nullable Actor from(@Nullable Fields from) {
    if (from == null) {
      return null;
    }
    Actor person = ActorJson.read(from);
    from.nothingElse();
    return person;
  }
}
