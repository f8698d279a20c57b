package progression.api.changerelationship;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import progression.agency.Actor;
import progression.api.caller.Caller;
import progression.api.entry.ActorJson;
import progression.api.intake.Body;
import progression.api.intake.Fields;
import progression.api.problem.ProblemAdvice;
import progression.changerelationship.ChangeRelationship;
import progression.changerelationship.ChangeRelationship.Status;
import progression.kernel.LearnerId;
import progression.ledger.command.Commands;
import progression.ledger.command.Outcome;
import progression.ledger.command.UseCases;

/** Takes relationships in. */
@RestController
final class RelationshipController {

  private final Commands commands;

  RelationshipController(Commands commands) {
    this.commands = commands;
  }

  /** What the caller is told. */
  @Schema(name = "ChangeRelationshipAnswer")
  record Answer(String learner, String person, String role, String status, long position) {}

  @PostMapping(path = "/v1/relationships", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "ChangeRelationship",
      summary = "Says who is whose teacher, mentor, guardian, peer or expert")
  @ApiResponse(
      responseCode = "201",
      description = "recorded",
      content = @Content(schema = @Schema(implementation = Answer.class)))
  @ApiResponse(responseCode = "200", description = "it stands so already")
  @ApiResponse(responseCode = "404", description = "unknown-learner")
  ResponseEntity<Object> change(Caller caller, HttpServletRequest request) {
    Fields body = Body.json(request, Body.SMALL);
    LearnerId learner = body.value("learner", LearnerId::new);
    Actor person = ActorJson.read(body);
    Status status = body.word("status", Status.class, Status.CURRENT);
    body.nothingElse();
    Outcome<Boolean> outcome =
        commands.dispatch(
            UseCases.CHANGE_RELATIONSHIP,
            caller.district(),
            caller.interactive(),
            learner.value(),
            () -> new ChangeRelationship(learner, person, status));
    return switch (outcome) {
      case Outcome.Refused<Boolean> refused -> ProblemAdvice.answer(refused.rejection());
      case Outcome.Recorded<Boolean> recorded ->
          new ResponseEntity<>(
              new Answer(
                  learner.value(),
                  person.id(),
                  Fields.wordFor(person.role()),
                  Fields.wordFor(status),
                  recorded.position()),
              recorded.outcome() ? HttpStatus.CREATED : HttpStatus.OK);
    };
  }
}
