package progression.api.changeprofile;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import progression.agency.Profile;
import progression.api.caller.Caller;
import progression.api.entry.Entering;
import progression.api.entry.EntryAnswers;
import progression.changeprofile.ChangeProfile;
import progression.ledger.command.UseCases;

/** Takes changes of profiles in. */
@RestController
@EntryAnswers
final class ProfileController {

  private final Entering entering;

  ProfileController(Entering entering) {
    this.entering = entering;
  }

  @PostMapping(path = "/v1/learners/{id}/profile", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "ChangeProfile",
      summary = "Changes a learner's profile; what is absent stays")
  ResponseEntity<Object> enter(
      @PathVariable("id") String id, Caller caller, HttpServletRequest request) {
    return entering.enter(
        UseCases.CHANGE_PROFILE,
        caller,
        id,
        request,
        (learner, entry, body) -> {
          Profile change = ProfileJson.read(body);
          return ignored -> new ChangeProfile(learner, entry, change, caller.actor());
        });
  }
}
