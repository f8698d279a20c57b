package progression.api.reopengoal;

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
import progression.api.goal.GoalAnswers;
import progression.ledger.command.UseCases;
import progression.reopengoal.ReopenGoal;

/** Takes in which goals are taken up again. */
@RestController
final class ReopeningController {

  private final GoalAnswers answers;

  ReopeningController(GoalAnswers answers) {
    this.answers = answers;
  }

  @PostMapping(
      path = "/v1/learners/{id}/goals/{goal}/reopen",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(operationId = "ReopenGoal", summary = "Takes an abandoned goal up again")
  @ApiResponse(
      responseCode = "201",
      description = "recorded",
      content = @Content(schema = @Schema(implementation = GoalAnswers.Answer.class)))
  @ApiResponse(
      responseCode = "200",
      description = "it is open already, or was reopened under this id before")
  @ApiResponse(responseCode = "403", description = "may-not-act")
  @ApiResponse(responseCode = "404", description = "unknown-learner unknown-entry")
  @ApiResponse(responseCode = "409", description = "entry-closed entry-conflict")
  ResponseEntity<Object> reopen(
      @PathVariable("id") String id,
      @PathVariable("goal") String goal,
      Caller caller,
      HttpServletRequest request) {
    return answers.answer(UseCases.REOPEN_GOAL, caller, id, goal, request, ReopenGoal::new);
  }
}
