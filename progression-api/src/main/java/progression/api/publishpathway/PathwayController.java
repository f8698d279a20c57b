package progression.api.publishpathway;

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
import progression.api.caller.Caller;
import progression.api.intake.Body;
import progression.api.intake.Parameters;
import progression.api.version.Versions;
import progression.curriculum.Framework;
import progression.event.PathwayPublished;
import progression.kernel.PathwayId;
import progression.kernel.Tag;
import progression.ledger.command.UseCases;
import progression.ledger.json.DomainJson;
import progression.pathway.Pathway;
import progression.publishpathway.PublishPathway;
import tools.jackson.databind.node.ObjectNode;

/** Publishes pathways and tells them as they were published. */
@RestController
@RequestMapping("/v1/pathways/{id}")
final class PathwayController {

  private final Versions versions;

  PathwayController(Versions versions) {
    this.versions = versions;
  }

  /** What the publisher is told. */
  @Schema(name = "PublishPathwayAnswer")
  record Answer(String pathway, int version, long position) {}

  @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "PublishPathway",
      summary = "Publishes a pathway, or its next version: stages and what each requires")
  @ApiResponse(
      responseCode = "201",
      description = "published",
      content = @Content(schema = @Schema(implementation = Answer.class)))
  @ApiResponse(
      responseCode = "200",
      description = "the same as what is in force; nothing was changed")
  @ApiResponse(responseCode = "400", description = "invalid-pathway")
  @ApiResponse(
      responseCode = "422",
      description = "unknown-framework unknown-competency ambiguous-competency")
  ResponseEntity<Object> publish(
      @PathVariable("id") String id, Caller caller, HttpServletRequest request) {
    PathwayId pathway = Parameters.value("id", id, PathwayId::new);
    Pathway definition = PathwayJson.read(Body.json(request, Body.SMALL));
    return versions.put(
        UseCases.PUBLISH_PATHWAY,
        caller,
        curriculum -> new PublishPathway(pathway, definition, curriculum),
        (version, position) -> new Answer(id, version, position));
  }

  @GetMapping
  @Operation(operationId = "PublishedPathway", summary = "A pathway as it was published")
  @ApiResponse(
      responseCode = "200",
      description = "with its competencies by their CASE identifiers",
      content = @Content(schema = @Schema(ref = "PublishedPathway")))
  @ApiResponse(responseCode = "404", description = "not-found")
  ResponseEntity<String> published(
      @PathVariable("id") String id,
      @RequestParam(name = "version", required = false) @Nullable Integer version,
      Caller caller) {
    PathwayId pathway = Parameters.value("id", id, PathwayId::new);
    Long inForce =
        versions
            .inForce(caller)
            .ownerOf(pathway)
            .flatMap(framework -> framework.pathway(pathway))
            .map(Framework.InForce::position)
            .orElse(null);
    Versions.Version<PathwayPublished> found =
        versions.find(
            caller.district(), PathwayPublished.class, Tag.pathway(pathway), version, inForce);
    return found.answer("pathway", id, json(found.event().definition()));
  }

  private static ObjectNode json(Pathway definition) {
    return DomainJson.mapper().valueToTree(definition);
  }
}
