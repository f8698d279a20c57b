package progression.api.changeprofile;

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
import progression.agency.Profile;
import progression.api.caller.Caller;
import progression.api.entry.Entering;
import progression.api.intake.Body;
import progression.api.intake.Fields;
import progression.api.intake.Parameters;
import progression.changeprofile.ChangeProfile;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;
import progression.ledger.command.UseCases;

/** Takes changes of profiles in. */
@RestController
final class ProfileController {

  private final Entering entering;

  ProfileController(Entering entering) {
    this.entering = entering;
  }

  @PostMapping(path = "/v1/learners/{id}/profile", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "ChangeProfile",
      summary = "Changes a learner's profile; what is absent stays")
  @ApiResponse(
      responseCode = "201",
      description = "recorded",
      content = @Content(schema = @Schema(implementation = Entering.Answer.class)))
  @ApiResponse(responseCode = "200", description = "the same was recorded before")
  @ApiResponse(responseCode = "403", description = "may-not-act")
  @ApiResponse(responseCode = "404", description = "unknown-learner")
  @ApiResponse(responseCode = "409", description = "entry-conflict")
  ResponseEntity<Object> enter(
      @PathVariable("id") String id, Caller caller, HttpServletRequest request) {
    LearnerId learner = Parameters.value("id", id, LearnerId::new);
    Fields body = Body.json(request, Body.SMALL);
    EntryId entry = body.value("id", EntryId::new);
    Profile change = ProfileJson.read(body);
    body.nothingElse();
    return entering.enter(
        UseCases.CHANGE_PROFILE,
        caller,
        learner,
        entry,
        ignored -> new ChangeProfile(learner, entry, change, caller.actor()));
  }
}
