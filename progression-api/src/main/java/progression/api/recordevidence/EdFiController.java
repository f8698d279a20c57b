package progression.api.recordevidence;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import progression.api.bulk.BulkIntake;
import progression.api.caller.Caller;
import progression.ledger.CurriculumSource;

/** Takes evidence in as Ed-Fi exchanges it. */
@RestController
@RequestMapping("/v1/interchange/ed-fi/student-assessments")
final class EdFiController {

  private final Recording recording;
  private final CurriculumSource curricula;
  private final RejectedLineJdbc rejectedLines;
  private final BulkIntake bulk;

  EdFiController(
      Recording recording,
      CurriculumSource curricula,
      RejectedLineJdbc rejectedLines,
      BulkIntake bulk) {
    this.recording = recording;
    this.curricula = curricula;
    this.rejectedLines = rejectedLines;
    this.bulk = bulk;
  }

  @PostMapping(
      consumes = MediaType.APPLICATION_XML_VALUE,
      produces = MediaType.APPLICATION_NDJSON_VALUE)
  @Operation(
      operationId = "RecordEdFiResults",
      summary = "Records the objective results of Ed-Fi student assessments, streamed both ways")
  @ApiResponse(
      responseCode = "200",
      description = "a line for each objective result, in their order, then the summary",
      content = @Content(mediaType = "application/x-ndjson", schema = @Schema(ref = "BulkResult")))
  void record(Caller caller, HttpServletRequest request, HttpServletResponse response)
      throws IOException, InterruptedException {
    bulk.answer(
        new EvidenceLines(recording, rejectedLines, caller),
        new EdFiResults(curricula.fresh(caller.district())),
        request,
        response);
  }
}
