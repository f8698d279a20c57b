package progression.api.reevaluatepolicy;

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
import progression.kernel.PolicyId;
import progression.ledger.command.UseCases;
import progression.reevaluatepolicy.ReevaluatePolicy;

/**
 * Evaluates every learner again by the version of a policy that is in force, a command for each.
 * Whatever ends it, asking again goes on with what is not done yet.
 */
@RestController
final class ReevaluatePolicyController {

  private final EveryLearner everyLearner;

  ReevaluatePolicyController(EveryLearner everyLearner) {
    this.everyLearner = everyLearner;
  }

  @PostMapping(
      path = "/v1/policies/{id}/re-evaluate",
      produces = MediaType.APPLICATION_NDJSON_VALUE)
  @Operation(
      operationId = "ReevaluatePolicy",
      summary = "Evaluates every learner again by the version of a policy that is in force")
  @ApiResponse(
      responseCode = "200",
      description = "a line for each learner whom it changed, progress, then the result",
      content =
          @Content(mediaType = "application/x-ndjson", schema = @Schema(ref = "RevisionLine")))
  @ApiResponse(responseCode = "404", description = "not-found")
  void reevaluate(@PathVariable("id") String id, Caller caller, HttpServletResponse response)
      throws IOException {
    PolicyId policy = Parameters.value("id", id, PolicyId::new);
    int version =
        everyLearner
            .inForce(caller)
            .ownerOf(policy)
            .flatMap(framework -> framework.policy(policy))
            .map(InForce::version)
            .orElseThrow(() -> new BadInput(ProblemType.NOT_FOUND, "there is no such policy"));
    everyLearner.decide(
        UseCases.REEVALUATE_POLICY,
        caller,
        (learner, curriculum) -> new ReevaluatePolicy(learner, policy, Instant.now(), curriculum),
        counts -> PolicyResult.of(id, version, counts),
        response);
  }
}
