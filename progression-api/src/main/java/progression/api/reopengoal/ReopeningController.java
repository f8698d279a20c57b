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
import progression.api.intake.Body;
import progression.api.intake.Fields;
import progression.api.intake.Parameters;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;
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
  @ApiResponse(responseCode = "200", description = "it is open already")
  @ApiResponse(responseCode = "403", description = "may-not-act")
  @ApiResponse(responseCode = "404", description = "unknown-learner unknown-entry")
  @ApiResponse(responseCode = "409", description = "entry-closed")
  ResponseEntity<Object> reopen(
      @PathVariable("id") String id,
      @PathVariable("goal") String goalId,
      Caller caller,
      HttpServletRequest request) {
    LearnerId learner = Parameters.value("id", id, LearnerId::new);
    EntryId goal = Parameters.value("goal", goalId, EntryId::new);
    Fields body = Body.json(request, Body.SMALL);
    String reason = body.longText("reason");
    body.nothingElse();
    return answers.answer(
        UseCases.REOPEN_GOAL,
        caller,
        learner,
        goal,
        ignored -> new ReopenGoal(learner, goal, reason, caller.actor()));
  }
}
