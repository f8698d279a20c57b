package progression.api.reevaluatepathway;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import progression.api.caller.Caller;
import progression.api.intake.Parameters;
import progression.api.problem.BadInput;
import progression.api.problem.ProblemType;
import progression.api.revision.EveryLearner;
import progression.curriculum.Framework.InForce;
import progression.kernel.PathwayId;
import progression.ledger.command.UseCases;
import progression.reevaluatepathway.ReevaluatePathway;

/**
 * Takes every learner on a pathway over to the version that is in force, a command for each
 * learner. Whatever ends it, asking again goes on with what is not done yet.
 */
@RestController
final class ReevaluatePathwayController {

  private final EveryLearner everyLearner;

  ReevaluatePathwayController(EveryLearner everyLearner) {
    this.everyLearner = everyLearner;
  }

  /**
   * What it comes to.
   *
   * @param position up to where in the ledger learners were looked for
   * @param changed how many learners went on in this version
   * @param events how many were recorded
   */
  record PathwayResult(
      String pathway, int version, long position, long learners, long changed, long events) {}

  @PostMapping(
      path = "/v1/pathways/{id}/re-evaluate",
      produces = MediaType.APPLICATION_NDJSON_VALUE)
  @Operation(
      operationId = "ReevaluatePathway",
      summary = "Takes every learner on a pathway over to the version that is in force")
  @ApiResponse(
      responseCode = "200",
      description = "a line for each learner who went on in it, progress, then the result",
      content =
          @Content(mediaType = "application/x-ndjson", schema = @Schema(ref = "RevisionLine")))
  @ApiResponse(responseCode = "404", description = "not-found")
  void reevaluate(@PathVariable("id") String id, Caller caller, HttpServletResponse response)
      throws IOException {
    PathwayId pathway = Parameters.value("id", id, PathwayId::new);
    int version =
        everyLearner
            .inForce(caller)
            .ownerOf(pathway)
            .flatMap(framework -> framework.pathway(pathway))
            .map(InForce::version)
            .orElseThrow(() -> new BadInput(ProblemType.NOT_FOUND, "there is no such pathway"));
    everyLearner.decide(
        UseCases.REEVALUATE_PATHWAY,
        caller,
        (learner, curriculum) -> new ReevaluatePathway(learner, pathway, Instant.now(), curriculum),
        counts ->
            new PathwayResult(
                id,
                version,
                counts.position(),
                counts.learners(),
                counts.changed(),
                counts.events()),
        response);
  }
}
