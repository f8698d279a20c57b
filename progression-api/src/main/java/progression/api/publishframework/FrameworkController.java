package progression.api.publishframework;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
import progression.api.intake.StrictJson;
import progression.api.version.Versions;
import progression.curriculum.Framework;
import progression.event.FrameworkPublished;
import progression.kernel.FrameworkId;
import progression.kernel.Tag;
import progression.ledger.command.UseCases;
import progression.publishframework.PublishFramework;

/** Publishes frameworks and gives them back. */
@RestController
@RequestMapping("/v1/frameworks/{id}")
final class FrameworkController {

  /** The largest package in bytes. */
  private static final int MAX_PACKAGE = 16 << 20;

  private final Versions versions;

  FrameworkController(Versions versions) {
    this.versions = versions;
  }

  /**
   * What a publisher is told.
   *
   * @param competencies how many it has
   */
  @Schema(name = "PublishFrameworkAnswer")
  record Answer(String framework, int version, int competencies, long position) {}

  @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "PublishFramework",
      summary = "Publishes a framework of competencies, or its next version: a CASE package")
  @ApiResponse(
      responseCode = "201",
      description = "published",
      content = @Content(schema = @Schema(implementation = Answer.class)))
  @ApiResponse(
      responseCode = "200",
      description = "the same as what is in force; nothing was changed")
  @ApiResponse(responseCode = "400", description = "invalid-framework prerequisite-cycle")
  ResponseEntity<Object> publish(
      @PathVariable("id") String id, Caller caller, HttpServletRequest request) {
    FrameworkId framework = Parameters.value("id", id, FrameworkId::new);
    byte[] body = Body.bytes(request, MAX_PACKAGE);
    CasePackage casePackage = CasePackage.read(StrictJson.parse(body));
    String text = new String(body, UTF_8);
    String digest = sha256(body);
    return versions.put(
        UseCases.PUBLISH_FRAMEWORK,
        caller,
        curriculum ->
            new PublishFramework(
                framework,
                casePackage.title(),
                casePackage.caseVersion(),
                casePackage.competencies(),
                casePackage.associations(),
                digest,
                text,
                curriculum),
        (version, position) ->
            new Answer(id, version, casePackage.competencies().size(), position));
  }

  @GetMapping
  @Operation(operationId = "PublishedFramework", summary = "A framework as it was published")
  @ApiResponse(
      responseCode = "200",
      description = "the CASE package, byte by byte",
      content = @Content(schema = @Schema(ref = "PublishFramework")))
  @ApiResponse(responseCode = "404", description = "not-found")
  ResponseEntity<byte[]> published(
      @PathVariable("id") String id,
      @RequestParam(name = "version", required = false) @Nullable Integer version,
      Caller caller) {
    FrameworkId framework = Parameters.value("id", id, FrameworkId::new);
    Framework inForce = versions.inForce(caller).framework(framework);
    Versions.Version<FrameworkPublished> found =
        versions.find(
            caller.district(),
            FrameworkPublished.class,
            Tag.framework(framework),
            version,
            inForce == null ? null : inForce.position());
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .eTag(found.event().digest())
        .body(found.event().casePackage().getBytes(UTF_8));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
