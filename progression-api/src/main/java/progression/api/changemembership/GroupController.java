package progression.api.changemembership;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import progression.api.caller.Caller;
import progression.api.intake.Body;
import progression.api.intake.Fields;
import progression.api.roster.Arranging;
import progression.changemembership.ChangeMembership;
import progression.kernel.GroupId;
import progression.kernel.LearnerId;
import progression.ledger.command.UseCases;
import progression.roster.Status;

/** Takes groups in, a member at a time. */
@RestController
final class GroupController {

  private final Arranging arranging;

  GroupController(Arranging arranging) {
    this.arranging = arranging;
  }

  /**
   * What the caller is told.
   *
   * @param group the id of the group
   * @param status {@code current} or {@code ended}
   */
  @Schema(name = "ChangeMembershipAnswer")
  record Answer(String learner, String group, String status, long position) {}

  @PostMapping(path = "/v1/groups", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "ChangeMembership",
      summary = "Says that a learner is a member of a group, or no longer is")
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
    GroupId group = body.value("group", GroupId::new);
    Status status = body.word("status", Status.class, Status.CURRENT);
    body.nothingElse();
    return arranging.arrange(
        UseCases.CHANGE_MEMBERSHIP,
        caller,
        new ChangeMembership(learner, group, status, caller.actor()),
        position -> new Answer(learner.value(), group.value(), Fields.wordFor(status), position));
  }
}
