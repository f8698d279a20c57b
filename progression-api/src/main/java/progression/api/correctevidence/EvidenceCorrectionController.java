package progression.api.correctevidence;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import progression.api.caller.Caller;
import progression.api.intake.Body;
import progression.api.intake.Fields;
import progression.api.intake.Parameters;
import progression.api.intake.ScoreJson;
import progression.api.verdict.RulingJson;
import progression.api.verdict.VerdictAnswer;
import progression.correctevidence.CorrectEvidence.Correction;
import progression.event.Ruling;
import progression.kernel.EvidenceId;
import progression.ledger.CurriculumSource;
import progression.mastery.Score;

/** Takes what people rule on evidence that is in the record. */
@RestController
@RequestMapping("/v1/evidence/{id}")
@ApiResponse(
    responseCode = "201",
    description = "recorded",
    content = @Content(schema = @Schema(implementation = VerdictAnswer.class)))
@ApiResponse(
    responseCode = "200",
    description = "the same was recorded before; the answer of then",
    content = @Content(schema = @Schema(implementation = VerdictAnswer.class)))
@ApiResponse(responseCode = "400", description = "invalid-evidence")
@ApiResponse(responseCode = "403", description = "may-not-act")
@ApiResponse(responseCode = "404", description = "unknown-evidence")
@ApiResponse(responseCode = "409", description = "ruling-conflict")
final class EvidenceCorrectionController {

  private final Correcting correcting;
  private final CurriculumSource curricula;

  EvidenceCorrectionController(Correcting correcting, CurriculumSource curricula) {
    this.correcting = correcting;
    this.curricula = curricula;
  }

  @PostMapping(path = "/score", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(operationId = "ScoreEvidence", summary = "Scores evidence that awaits evaluation")
  ResponseEntity<Object> score(
      @PathVariable("id") String id, Caller caller, HttpServletRequest request) {
    Fields body = Body.json(request, Body.SMALL);
    Ruling ruling = RulingJson.readEvenWithoutReason(body, caller);
    var scored =
        new Correction.Scored(
            ScoreJson.read(body.object("score")), body.optionalTime("assessedAt"));
    return correct(id, body, ruling, scored, caller);
  }

  @PostMapping(path = "/rescore", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "RescoreEvidence",
      summary = "Puts another score in place of what was given")
  ResponseEntity<Object> rescore(
      @PathVariable("id") String id, Caller caller, HttpServletRequest request) {
    Fields body = Body.json(request, Body.SMALL);
    Ruling ruling = RulingJson.read(body, caller);
    Score score = ScoreJson.read(body.object("score"));
    return correct(id, body, ruling, new Correction.Rescored(score), caller);
  }

  @PostMapping(path = "/moderate", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "ModerateEvidence",
      summary = "Adds the score of a further scorer; the policy says what they come to")
  ResponseEntity<Object> moderate(
      @PathVariable("id") String id, Caller caller, HttpServletRequest request) {
    Fields body = Body.json(request, Body.SMALL);
    Ruling ruling = RulingJson.readEvenWithoutReason(body, caller);
    Score score = ScoreJson.read(body.object("score"));
    return correct(id, body, ruling, new Correction.Moderated(score), caller);
  }

  @PostMapping(path = "/needs-revision", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(operationId = "RequestRevision", summary = "Sends unscored work back to be revised")
  ResponseEntity<Object> needsRevision(
      @PathVariable("id") String id, Caller caller, HttpServletRequest request) {
    return correct(id, new Correction.SentBack(), caller, request);
  }

  @PostMapping(path = "/retract", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(operationId = "RetractEvidence", summary = "Takes evidence out of the count")
  ResponseEntity<Object> retract(
      @PathVariable("id") String id, Caller caller, HttpServletRequest request) {
    return correct(id, new Correction.Retracted(), caller, request);
  }

  @PostMapping(path = "/reinstate", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(operationId = "ReinstateEvidence", summary = "Lets retracted evidence count again")
  ResponseEntity<Object> reinstate(
      @PathVariable("id") String id, Caller caller, HttpServletRequest request) {
    return correct(id, new Correction.Reinstated(), caller, request);
  }

  private ResponseEntity<Object> correct(
      String id, Correction correction, Caller caller, HttpServletRequest request) {
    Fields body = Body.json(request, Body.SMALL);
    return correct(id, body, RulingJson.read(body, caller), correction, caller);
  }

  private ResponseEntity<Object> correct(
      String id, Fields body, Ruling ruling, Correction correction, Caller caller) {
    body.nothingElse();
    EvidenceId evidence = Parameters.value("id", id, EvidenceId::new);
    return VerdictAnswer.of(
        evidence,
        correcting.dispatch(evidence, ruling, correction, caller),
        curricula.current(caller.district()));
  }
}
