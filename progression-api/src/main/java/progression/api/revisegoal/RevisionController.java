package progression.api.revisegoal;

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
import progression.revisegoal.ReviseGoal;

/** Takes revisions of goals in. */
@RestController
final class RevisionController {

  private final GoalAnswers answers;

  RevisionController(GoalAnswers answers) {
    this.answers = answers;
  }

  @PostMapping(
      path = "/v1/learners/{id}/goals/{goal}/revise",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "ReviseGoal",
      summary = "Puts a goal in other terms, which replace those before")
  @ApiResponse(
      responseCode = "201",
      description = "recorded",
      content = @Content(schema = @Schema(implementation = GoalAnswers.Answer.class)))
  @ApiResponse(
      responseCode = "200",
      description = "these are its terms already, or were put so under this id before")
  @ApiResponse(responseCode = "403", description = "may-not-act")
  @ApiResponse(responseCode = "404", description = "unknown-learner unknown-entry")
  @ApiResponse(responseCode = "409", description = "entry-closed entry-conflict")
  @ApiResponse(
      responseCode = "422",
      description = "unknown-reference unknown-competency ambiguous-competency")
  ResponseEntity<Object> revise(
      @PathVariable("id") String id,
      @PathVariable("goal") String goalId,
      Caller caller,
      HttpServletRequest request) {
    LearnerId learner = Parameters.value("id", id, LearnerId::new);
    EntryId goal = Parameters.value("goal", goalId, EntryId::new);
    Fields body = Body.json(request, Body.SMALL);
    EntryId change = body.optionalValue("id", EntryId::new);
    AimJson aim = AimJson.read(body);
    String reason = body.optionalLongText("reason");
    body.nothingElse();
    return answers.answer(
        UseCases.REVISE_GOAL,
        caller,
        learner,
        goal,
        curriculum ->
            new ReviseGoal(
                learner, goal, aim.in(curriculum), reason, caller.actor(), change, curriculum));
  }
}
