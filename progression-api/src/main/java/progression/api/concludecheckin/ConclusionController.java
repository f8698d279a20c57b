package progression.api.concludecheckin;

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
import progression.concludecheckin.ConcludeCheckIn;
import progression.event.CheckInConcluded.Result;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;
import progression.ledger.command.UseCases;

/** Takes in what became of check-ins. */
@RestController
final class ConclusionController {

  private final Entering entering;

  ConclusionController(Entering entering) {
    this.entering = entering;
  }

  @PostMapping(
      path = "/v1/learners/{id}/check-ins/{checkIn}/conclude",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(operationId = "ConcludeCheckIn", summary = "Says that a check-in was held, or missed")
  @ApiResponse(
      responseCode = "201",
      description = "recorded",
      content = @Content(schema = @Schema(implementation = Entering.Answer.class)))
  @ApiResponse(responseCode = "200", description = "the same was recorded before")
  @ApiResponse(responseCode = "403", description = "may-not-act")
  @ApiResponse(responseCode = "404", description = "unknown-learner unknown-entry")
  @ApiResponse(responseCode = "409", description = "entry-closed")
  ResponseEntity<Object> conclude(
      @PathVariable("id") String id,
      @PathVariable("checkIn") String checkIn,
      Caller caller,
      HttpServletRequest request) {
    LearnerId learner = Parameters.value("id", id, LearnerId::new);
    EntryId entry = Parameters.value("checkIn", checkIn, EntryId::new);
    Fields body = Body.json(request, Body.SMALL);
    Result result = body.word("result", Result.class);
    String notes = body.optionalLongText("notes");
    body.nothingElse();
    var command = new ConcludeCheckIn(learner, entry, result, notes, caller.actor());
    return entering.answer(
        caller,
        learner,
        entry,
        entering.decide(
            UseCases.CONCLUDE_CHECK_IN, caller, learner, ignored -> command, resolved -> true));
  }
}
