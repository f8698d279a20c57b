package progression.api.mapobjectives;

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
import progression.event.ObjectivesMapped;
import progression.interchange.ObjectiveMapping;
import progression.kernel.MappingId;
import progression.kernel.Tag;
import progression.ledger.command.UseCases;
import progression.mapobjectives.MapObjectives;

/** Puts mappings in force and tells them as they are. */
@RestController
@RequestMapping("/v1/interchange/ed-fi/objective-mappings/{id}")
final class ObjectiveMappingController {

  private final Versions versions;

  ObjectiveMappingController(Versions versions) {
    this.versions = versions;
  }

  /**
   * What the sender of a mapping is told.
   *
   * @param mapping the id of the mapping
   */
  @Schema(name = "MapObjectivesAnswer")
  record Answer(String mapping, int version, long position) {}

  @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "MapObjectives",
      summary = "Says which competencies an Ed-Fi assessment's objectives are about")
  @ApiResponse(
      responseCode = "201",
      description = "in force, for results that are taken in from here on",
      content = @Content(schema = @Schema(implementation = Answer.class)))
  @ApiResponse(
      responseCode = "200",
      description = "the same as what is in force; nothing was changed")
  @ApiResponse(responseCode = "409", description = "mapping-overlap")
  @ApiResponse(
      responseCode = "422",
      description = "unknown-framework unknown-competency ambiguous-competency")
  ResponseEntity<Object> map(
      @PathVariable("id") String id, Caller caller, HttpServletRequest request) {
    MappingId mapping = Parameters.value("id", id, MappingId::new);
    ObjectiveMapping definition = ObjectiveMappingJson.read(Body.json(request, Body.SMALL));
    return versions.put(
        UseCases.MAP_OBJECTIVES,
        caller,
        curriculum -> new MapObjectives(mapping, definition, curriculum),
        (version, position) -> new Answer(id, version, position));
  }

  @GetMapping
  @Operation(operationId = "MappedObjectives", summary = "A mapping as it came into force")
  @ApiResponse(
      responseCode = "200",
      description = "with its competencies by their CASE identifiers",
      content = @Content(schema = @Schema(ref = "MappedObjectives")))
  @ApiResponse(responseCode = "404", description = "not-found")
  ResponseEntity<String> mapped(
      @PathVariable("id") String id,
      @RequestParam(name = "version", required = false) @Nullable Integer version,
      Caller caller) {
    MappingId mapping = Parameters.value("id", id, MappingId::new);
    var inForce = versions.inForce(caller).mappings().get(mapping);
    Versions.Version<ObjectivesMapped> found =
        versions.find(
            caller.district(),
            ObjectivesMapped.class,
            Tag.mapping(mapping),
            version,
            inForce == null ? null : inForce.position());
    return found.answer("mapping", id, ObjectiveMappingJson.write(found.event().definition()));
  }
}
