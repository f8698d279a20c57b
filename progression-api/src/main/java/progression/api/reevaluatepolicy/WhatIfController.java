package progression.api.reevaluatepolicy;

import static java.util.Objects.requireNonNull;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import progression.adoptpolicy.AdoptPolicy;
import progression.adoptpolicy.AdoptPolicyDecider;
import progression.api.adoptpolicy.PolicyJson;
import progression.api.caller.Caller;
import progression.api.intake.Body;
import progression.api.intake.Parameters;
import progression.api.problem.ProblemAdvice;
import progression.api.revision.EveryLearner;
import progression.consequence.Revised;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.curriculum.Framework.NamedPolicy;
import progression.curriculum.Versioned;
import progression.event.ProgressionEvent;
import progression.event.ReferenceEvent;
import progression.kernel.Decision;
import progression.kernel.PolicyId;
import progression.mastery.Policy;

/**
 * Whom a policy would change and how, before it is adopted. It goes the way of adopting and
 * evaluating again, in memory, and writes nothing.
 */
@RestController
final class WhatIfController {

  private final EveryLearner everyLearner;

  WhatIfController(EveryLearner everyLearner) {
    this.everyLearner = everyLearner;
  }

  @PostMapping(
      path = "/v1/policies/{id}/what-if",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_NDJSON_VALUE)
  @Operation(
      operationId = "WhatIf",
      summary = "Tells whom a proposed policy would change and how; writes nothing")
  @ApiResponse(
      responseCode = "200",
      description = "a line for each learner whom it would change, progress, then the result",
      content =
          @Content(mediaType = "application/x-ndjson", schema = @Schema(ref = "RevisionLine")))
  @ApiResponse(responseCode = "400", description = "invalid-policy")
  @ApiResponse(responseCode = "409", description = "policy-overlap")
  @ApiResponse(
      responseCode = "422",
      description = "unknown-framework unknown-competency ambiguous-competency")
  @Nullable ResponseEntity<Object> whatIf(
      @PathVariable("id") String id,
      Caller caller,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    PolicyId policy = Parameters.value("id", id, PolicyId::new);
    Policy definition = PolicyJson.read(Body.json(request, Body.SMALL));
    Curriculum now = everyLearner.inForce(caller);
    Decision<ProgressionEvent, Versioned> adoption =
        new AdoptPolicyDecider().decide(new AdoptPolicy(policy, definition, now), now);
    switch (adoption) {
      case Decision.Rejected<ProgressionEvent, Versioned> rejected -> {
        return ProblemAdvice.answer(rejected.rejection());
      }
      case Decision.Accepted<ProgressionEvent, Versioned> accepted -> {
        Curriculum then = now;
        for (ProgressionEvent event : accepted.events()) {
          then = then.evolve((ReferenceEvent) event, now.position() + 1);
        }
        Framework framework = requireNonNull(then.framework(definition.framework()));
        NamedPolicy proposed =
            requireNonNull(framework.policy(policy, accepted.outcome().version()));
        Instant at = Instant.now();
        everyLearner.ask(
            caller,
            then,
            record -> Revised.of(record.evaluateAgain(framework, proposed, at), record),
            counts -> PolicyResult.of(id, proposed.version(), counts),
            response);
        return null;
      }
    }
  }
}
