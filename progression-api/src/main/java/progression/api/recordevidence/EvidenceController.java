package progression.api.recordevidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import progression.api.bulk.BulkIntake;
import progression.api.caller.Caller;
import progression.api.intake.Body;
import progression.api.intake.Parameters;
import progression.api.intake.StrictJson;
import progression.api.problem.BadInput;
import progression.api.problem.ProblemAdvice;
import progression.api.problem.ProblemType;
import progression.api.verdict.VerdictAnswer;
import progression.ledger.CurriculumSource;
import progression.ledger.command.Commands;
import progression.recordevidence.RecordEvidence.LineOutcome.InRecord;
import progression.recordevidence.RecordEvidence.LineOutcome.Refused;

/** Takes evidence in. */
@RestController
@RequestMapping("/v1/evidence")
final class EvidenceController {

  private static final int MOST_LISTED = 500;

  private final Recording recording;
  private final CurriculumSource curricula;
  private final RejectedLineJdbc rejectedLines;
  private final BulkIntake bulk;

  EvidenceController(
      Recording recording,
      CurriculumSource curricula,
      RejectedLineJdbc rejectedLines,
      BulkIntake bulk) {
    this.recording = recording;
    this.curricula = curricula;
    this.rejectedLines = rejectedLines;
    this.bulk = bulk;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "RecordEvidence",
      summary = "Records a piece of evidence and tells what follows from it")
  @ApiResponse(
      responseCode = "201",
      description = "recorded",
      content = @Content(schema = @Schema(implementation = VerdictAnswer.class)))
  @ApiResponse(
      responseCode = "200",
      description = "the same was recorded before; the answer of then")
  @ApiResponse(responseCode = "400", description = "invalid-evidence")
  @ApiResponse(responseCode = "403", description = "may-not-act")
  @ApiResponse(responseCode = "404", description = "unknown-learner")
  @ApiResponse(responseCode = "409", description = "evidence-conflict")
  @ApiResponse(responseCode = "422", description = "unknown-competency ambiguous-competency")
  ResponseEntity<Object> record(Caller caller, HttpServletRequest request) {
    return record(Body.bytes(request, Body.SMALL), caller);
  }

  @PostMapping(
      path = "/bulk",
      consumes = MediaType.APPLICATION_NDJSON_VALUE,
      produces = MediaType.APPLICATION_NDJSON_VALUE)
  @Operation(operationId = "RecordEvidenceBulk", summary = "Records evidence, streamed both ways")
  @ApiResponse(
      responseCode = "200",
      description = "a line for each line that came, in its order, then the summary",
      content = @Content(mediaType = "application/x-ndjson", schema = @Schema(ref = "BulkResult")))
  void recordAll(Caller caller, HttpServletRequest request, HttpServletResponse response)
      throws IOException, InterruptedException {
    bulk.answer(new EvidenceLines(recording, rejectedLines, caller), request, response);
  }

  /**
   * A page of rejected lines, oldest first.
   *
   * @param items oldest first
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record RejectedPage(List<KeptLine> items, @Nullable String next) {}

  @GetMapping("/rejected")
  @Operation(
      operationId = "RejectedLines",
      summary = "What was refused in streams and waits to be mended, oldest first")
  @ApiResponse(responseCode = "200", description = "a page", useReturnTypeSchema = true)
  RejectedPage rejected(
      @RequestParam(name = "cursor", defaultValue = "0") long cursor,
      @RequestParam(name = "limit", defaultValue = "100") @Schema(maximum = "" + MOST_LISTED)
          int limit,
      Caller caller) {
    Parameters.within("limit", limit, 1, MOST_LISTED);
    List<KeptLine> items = rejectedLines.list(caller.district(), cursor, limit);
    return new RejectedPage(
        items, items.size() < limit ? null : Long.toString(items.getLast().id()));
  }

  /** Sends a rejected line again, as it was or mended by the body. */
  @PostMapping("/rejected/{id}/resend")
  @Operation(operationId = "ResendRejectedLine", summary = "Sends a rejected line again")
  @RequestBody(
      required = false,
      description = "the line, mended; none sends it as it was",
      content = @Content(schema = @Schema(ref = "RecordEvidence")))
  @ApiResponse(
      responseCode = "201",
      description = "recorded",
      content = @Content(schema = @Schema(implementation = VerdictAnswer.class)))
  @ApiResponse(
      responseCode = "200",
      description = "the same was recorded before; the answer of then")
  @ApiResponse(responseCode = "400", description = "invalid-evidence")
  @ApiResponse(responseCode = "403", description = "may-not-act")
  @ApiResponse(responseCode = "404", description = "not-found unknown-learner")
  @ApiResponse(responseCode = "409", description = "evidence-conflict")
  @ApiResponse(responseCode = "422", description = "unknown-competency ambiguous-competency")
  ResponseEntity<Object> resend(
      @PathVariable("id") long id, Caller caller, HttpServletRequest request) {
    KeptLine kept =
        rejectedLines
            .find(caller.district(), id)
            .orElseThrow(
                () -> new BadInput(ProblemType.NOT_FOUND, "no such rejected line is kept"));
    byte[] mended = Body.bytes(request, Body.SMALL);
    ResponseEntity<Object> answer = record(mended.length == 0 ? kept.bytes() : mended, caller);
    if (answer.getStatusCode().is2xxSuccessful()) {
      rejectedLines.resolve(caller.district(), id);
    }
    return answer;
  }

  private ResponseEntity<Object> record(byte[] body, Caller caller) {
    EvidenceJson json = EvidenceJson.read(StrictJson.parse(body));
    var outcome =
        Commands.await(
                recording.submit(
                    json.learner(), List.of(json.submission()), caller, caller.interactive()))
            .getFirst();
    return switch (outcome) {
      case Refused refused -> ProblemAdvice.answer(refused.rejection());
      case InRecord in ->
          new ResponseEntity<>(
              VerdictAnswer.of(in.evidence(), in.answer(), curricula.current(caller.district())),
              in.answer().again() ? HttpStatus.OK : HttpStatus.CREATED);
    };
  }
}
