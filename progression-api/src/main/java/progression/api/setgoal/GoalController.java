package progression.api.setgoal;

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
import progression.api.goal.AimJson;
import progression.api.goal.GoalAnswers;
import progression.api.intake.Body;
import progression.api.intake.Fields;
import progression.api.intake.Parameters;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;
import progression.ledger.command.UseCases;
import progression.setgoal.SetGoal;

/** Takes goals in. */
@RestController
final class GoalController {

  private final GoalAnswers answers;

  GoalController(GoalAnswers answers) {
    this.answers = answers;
  }

  @PostMapping(path = "/v1/learners/{id}/goals", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "SetGoal",
      summary = "Sets a goal on competencies, on a stage, or on both")
  @ApiResponse(
      responseCode = "201",
      description = "recorded",
      content = @Content(schema = @Schema(implementation = GoalAnswers.Answer.class)))
  @ApiResponse(responseCode = "200", description = "the same was set before")
  @ApiResponse(responseCode = "403", description = "may-not-act")
  @ApiResponse(responseCode = "404", description = "unknown-learner")
  @ApiResponse(responseCode = "409", description = "entry-conflict")
  @ApiResponse(
      responseCode = "422",
      description = "unknown-reference unknown-competency ambiguous-competency")
  ResponseEntity<Object> set(
      @PathVariable("id") String id, Caller caller, HttpServletRequest request) {
    LearnerId learner = Parameters.value("id", id, LearnerId::new);
    Fields body = Body.json(request, Body.SMALL);
    EntryId goal = body.value("id", EntryId::new);
    AimJson aim = AimJson.read(body);
    body.nothingElse();
    return answers.answer(
        UseCases.SET_GOAL,
        caller,
        learner,
        goal,
        curriculum -> new SetGoal(learner, goal, aim.in(curriculum), caller.actor(), curriculum));
  }
}
