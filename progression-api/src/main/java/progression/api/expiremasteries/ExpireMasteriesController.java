package progression.api.expiremasteries;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import progression.api.caller.Caller;
import progression.api.intake.Body;
import progression.api.intake.Fields;
import progression.api.revision.EveryLearner;
import progression.api.revision.RevisionLines.Change;
import progression.expiremasteries.ExpireMasteries;
import progression.ledger.command.UseCases;

/** Takes back every mastery that has lapsed by a moment. */
@RestController
final class ExpireMasteriesController {

  private final EveryLearner everyLearner;

  ExpireMasteriesController(EveryLearner everyLearner) {
    this.everyLearner = everyLearner;
  }

  record Result(
      Instant asOf,
      long position,
      long learners,
      long changed,
      List<Change> changes,
      long events) {}

  @PostMapping(
      path = "/v1/masteries/expire",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_NDJSON_VALUE)
  @Operation(
      operationId = "ExpireMasteries",
      summary = "Takes back every mastery that has lapsed by a moment; again, it changes nothing")
  @ApiResponse(
      responseCode = "200",
      description = "a line for each learner whom it changed, progress, then the result",
      content =
          @Content(mediaType = "application/x-ndjson", schema = @Schema(ref = "RevisionLine")))
  void expire(Caller caller, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Fields body = Body.json(request, Body.SMALL);
    Instant asOf = body.time("asOf");
    body.nothingElse();
    if (asOf.isAfter(Instant.now())) {
      throw body.refused("asOf", "has not come yet");
    }
    everyLearner.decide(
        UseCases.EXPIRE_MASTERIES,
        caller,
        (learner, curriculum) -> new ExpireMasteries(learner, asOf, curriculum),
        counts ->
            new Result(
                asOf,
                counts.position(),
                counts.learners(),
                counts.changed(),
                counts.changes(),
                counts.events()),
        response);
  }
}
