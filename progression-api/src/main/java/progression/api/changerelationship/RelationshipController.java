package progression.api.changerelationship;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import progression.agency.Actor;
import progression.api.caller.Caller;
import progression.api.entry.ActorJson;
import progression.api.intake.Body;
import progression.api.intake.Fields;
import progression.api.roster.Arranging;
import progression.changerelationship.ChangeRelationship;
import progression.kernel.LearnerId;
import progression.ledger.command.UseCases;
import progression.roster.Status;

/** Takes relationships in. */
@RestController
final class RelationshipController {

  private final Arranging arranging;

  RelationshipController(Arranging arranging) {
    this.arranging = arranging;
  }

  /**
   * What the caller is told.
   *
   * @param person the id of the person
   * @param role as what that person acts
   * @param status {@code current} or {@code ended}
   */
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
  @ApiResponse(responseCode = "403", description = "may-not-act")
  @ApiResponse(responseCode = "404", description = "unknown-learner")
  ResponseEntity<Object> change(Caller caller, HttpServletRequest request) {
    Fields body = Body.json(request, Body.SMALL);
    LearnerId learner = body.value("learner", LearnerId::new);
    Actor person = ActorJson.read(body);
    Status status = body.word("status", Status.class, Status.CURRENT);
    body.nothingElse();
    return arranging.arrange(
        UseCases.CHANGE_RELATIONSHIP,
        caller,
        new ChangeRelationship(learner, person, status, caller.actor()),
        position ->
            new Answer(
                learner.value(),
                person.id(),
                Fields.wordFor(person.role()),
                Fields.wordFor(status),
                position));
  }
}
