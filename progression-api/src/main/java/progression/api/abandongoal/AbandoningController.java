package progression.api.abandongoal;

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
import progression.abandongoal.AbandonGoal;
import progression.api.caller.Caller;
import progression.api.goal.GoalAnswers;
import progression.ledger.command.UseCases;

/** Takes in which goals are given up. */
@RestController
final class AbandoningController {

  private final GoalAnswers answers;

  AbandoningController(GoalAnswers answers) {
    this.answers = answers;
  }

  @PostMapping(
      path = "/v1/learners/{id}/goals/{goal}/abandon",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(operationId = "AbandonGoal", summary = "Gives a goal up")
  @ApiResponse(
      responseCode = "201",
      description = "recorded",
      content = @Content(schema = @Schema(implementation = GoalAnswers.Answer.class)))
  @ApiResponse(
      responseCode = "200",
      description = "it is given up already, or was under this id before")
  @ApiResponse(responseCode = "403", description = "may-not-act")
  @ApiResponse(responseCode = "404", description = "unknown-learner unknown-entry")
  @ApiResponse(responseCode = "409", description = "entry-closed entry-conflict")
  ResponseEntity<Object> abandon(
      @PathVariable("id") String id,
      @PathVariable("goal") String goal,
      Caller caller,
      HttpServletRequest request) {
    return answers.answer(UseCases.ABANDON_GOAL, caller, id, goal, request, AbandonGoal::new);
  }
}
