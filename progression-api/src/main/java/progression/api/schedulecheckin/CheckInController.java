package progression.api.schedulecheckin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import progression.agency.Actor;
import progression.api.caller.Caller;
import progression.api.entry.ActorJson;
import progression.api.entry.Entering;
import progression.api.entry.EntryAnswers;
import progression.api.entry.LinkedJson;
import progression.api.intake.Fields;
import progression.ledger.command.UseCases;
import progression.schedulecheckin.ScheduleCheckIn;

/** Takes appointments in. */
@RestController
@EntryAnswers
final class CheckInController {

  private final Entering entering;

  CheckInController(Entering entering) {
    this.entering = entering;
  }

  @PostMapping(path = "/v1/learners/{id}/check-ins", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "ScheduleCheckIn",
      summary = "Schedules a talk of the learner with somebody")
  @ApiResponse(
      responseCode = "422",
      description = "unknown-reference unknown-competency ambiguous-competency")
  ResponseEntity<Object> enter(
      @PathVariable("id") String id, Caller caller, HttpServletRequest request) {
    return entering.enter(
        UseCases.SCHEDULE_CHECK_IN,
        caller,
        id,
        request,
        (learner, entry, body) -> {
          Instant at = body.time("at");
          Fields person = body.object("with");
          Actor with = ActorJson.read(person);
          person.nothingElse();
          String topic = body.optionalLongText("topic");
          LinkedJson links = LinkedJson.read(body);
          return curriculum ->
              new ScheduleCheckIn(
                  learner, entry, at, with, topic, links.in(curriculum), caller.actor());
        });
  }
}
