package progression.api.setthresholds;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import progression.advice.Thresholds;
import progression.api.caller.Caller;
import progression.api.intake.Body;
import progression.api.intake.Fields;
import progression.api.version.Versions;
import progression.ledger.command.UseCases;
import progression.setthresholds.SetThresholds;

/** Takes in from where on dashboards speak up. They tell it themselves. */
@RestController
final class ThresholdsController {

  private final Versions versions;

  ThresholdsController(Versions versions) {
    this.versions = versions;
  }

  /** What the district is told. */
  @Schema(name = "SetThresholdsAnswer")
  record Answer(int version, long position) {}

  @PutMapping(path = "/v1/thresholds", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "SetThresholds",
      summary = "Says from where on the dashboards of the district speak up")
  @ApiResponse(
      responseCode = "201",
      description = "in force; what was left out has its default",
      content = @Content(schema = @Schema(implementation = Answer.class)))
  @ApiResponse(
      responseCode = "200",
      description = "the same as what is in force; nothing was changed")
  ResponseEntity<Object> set(Caller caller, HttpServletRequest request) {
    SetThresholds command = new SetThresholds(read(Body.json(request, Body.SMALL)));
    return versions.put(UseCases.SET_THRESHOLDS, caller, curriculum -> command, Answer::new);
  }

  private static Thresholds read(Fields body) {
    Thresholds otherwise = Thresholds.DEFAULT;
    int attempts = body.integer("attempts");
    int feedbackDays = body.integer("feedbackDays");
    int weeksBehind = body.integer("weeksBehind", otherwise.weeksBehind());
    int targetDays = body.integer("targetDays", otherwise.targetDays());
    int smallestGroup = body.integer("smallestGroup", otherwise.smallestGroup());
    body.nothingElse();
    return body.checked(
        () -> new Thresholds(attempts, feedbackDays, weeksBehind, targetDays, smallestGroup));
  }
}
