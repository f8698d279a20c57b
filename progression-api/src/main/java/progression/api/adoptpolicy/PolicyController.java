package progression.api.adoptpolicy;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import progression.adoptpolicy.AdoptPolicy;
import progression.api.caller.Caller;
import progression.api.intake.Body;
import progression.api.intake.Parameters;
import progression.api.version.Versions;
import progression.curriculum.Framework;
import progression.event.PolicyAdopted;
import progression.kernel.PolicyId;
import progression.kernel.Tag;
import progression.ledger.command.UseCases;
import progression.mastery.Policy;

/** Adopts policies and tells them as they were adopted. */
@RestController
@RequestMapping("/v1/policies/{id}")
final class PolicyController {

  private final Versions versions;

  PolicyController(Versions versions) {
    this.versions = versions;
  }

  /**
   * What the adopter is told.
   *
   * @param policy the id of the policy
   */
  @Schema(name = "AdoptPolicyAnswer")
  record Answer(String policy, int version, long position) {}

  @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "AdoptPolicy",
      summary = "Adopts a policy, or its next version: how evidence becomes a verdict")
  @ApiResponse(
      responseCode = "201",
      description = "adopted",
      content = @Content(schema = @Schema(implementation = Answer.class)))
  @ApiResponse(
      responseCode = "200",
      description = "the same as what is in force; nothing was changed")
  @ApiResponse(responseCode = "400", description = "invalid-policy")
  @ApiResponse(responseCode = "409", description = "policy-overlap")
  @ApiResponse(
      responseCode = "422",
      description = "unknown-framework unknown-competency ambiguous-competency")
  ResponseEntity<Object> adopt(
      @PathVariable("id") String id, Caller caller, HttpServletRequest request) {
    PolicyId policy = Parameters.value("id", id, PolicyId::new);
    Policy definition = PolicyJson.read(Body.json(request, Body.SMALL));
    return versions.put(
        UseCases.ADOPT_POLICY,
        caller,
        curriculum -> new AdoptPolicy(policy, definition, curriculum),
        (version, position) -> new Answer(id, version, position));
  }

  @GetMapping
  @Operation(operationId = "AdoptedPolicy", summary = "A policy as it was adopted")
  @ApiResponse(
      responseCode = "200",
      description = "with its competencies by their CASE identifiers",
      content = @Content(schema = @Schema(ref = "AdoptedPolicy")))
  @ApiResponse(responseCode = "404", description = "not-found")
  ResponseEntity<String> adopted(
      @PathVariable("id") String id,
      @RequestParam(name = "version", required = false) @Nullable Integer version,
      Caller caller) {
    PolicyId policy = Parameters.value("id", id, PolicyId::new);
    Long inForce =
        versions
            .inForce(caller)
            .ownerOf(policy)
            .flatMap(framework -> framework.policy(policy))
            .map(Framework.InForce::position)
            .orElse(null);
    Versions.Version<PolicyAdopted> found =
        versions.find(caller.district(), PolicyAdopted.class, Tag.policy(policy), version, inForce);
    return found.answer("policy", id, PolicyJson.write(found.event().definition()));
  }
}
