package progression.api.enrolllearner;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import progression.api.bulk.BulkIntake;
import progression.api.caller.Caller;
import progression.api.intake.Body;
import progression.api.intake.Fields;
import progression.api.problem.ProblemAdvice;
import progression.api.verdict.VerdictAnswer;
import progression.enrolllearner.EnrollLearner.Enrolled;
import progression.enrolllearner.EnrollLearner.Enrollment;
import progression.ledger.CurriculumSource;
import progression.ledger.command.Commands;
import progression.ledger.command.Outcome;

/** Enrolls learners, one by one or many at once. */
@RestController
@RequestMapping("/v1/learners")
final class LearnerController {

  private final Enrolling enrolling;
  private final BulkIntake bulk;
  private final CurriculumSource curricula;

  LearnerController(Enrolling enrolling, BulkIntake bulk, CurriculumSource curricula) {
    this.enrolling = enrolling;
    this.bulk = bulk;
    this.curricula = curricula;
  }

  /**
   * What the enroller is told.
   *
   * @param status {@code enrolled}, {@code pathways-started}, {@code described} or {@code
   *     already-enrolled}
   * @param consequences what followed as she set out on these pathways, now or before, in order
   */
  @Schema(name = "EnrollLearnerAnswer")
  record Answer(
      String learner, String status, long position, List<VerdictAnswer.Consequence> consequences) {
    Answer {
      consequences = List.copyOf(consequences);
    }
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "EnrollLearner",
      summary = "Enrolls a learner, starts her on pathways, and says what she is counted in")
  @ApiResponse(
      responseCode = "201",
      description = "enrolled, started on further pathways, or described anew",
      content = @Content(schema = @Schema(implementation = Answer.class)))
  @ApiResponse(responseCode = "200", description = "she is enrolled and on these pathways already")
  @ApiResponse(responseCode = "403", description = "may-not-act")
  @ApiResponse(responseCode = "422", description = "unknown-pathway")
  ResponseEntity<Object> enroll(Caller caller, HttpServletRequest request) {
    EnrollmentJson json = EnrollmentJson.read(Body.json(request, Body.SMALL));
    Outcome<Enrolled> outcome =
        Commands.await(enrolling.submit(json, caller, caller.interactive()));
    return switch (outcome) {
      case Outcome.Refused<Enrolled> refused -> ProblemAdvice.answer(refused.rejection());
      case Outcome.Recorded<Enrolled> recorded -> {
        Enrollment enrollment = recorded.outcome().enrollment();
        yield new ResponseEntity<>(
            new Answer(
                json.learner().value(),
                Fields.wordFor(enrollment),
                recorded.position(),
                VerdictAnswer.consequences(
                    recorded.outcome().consequences(), curricula.current(caller.district()))),
            enrollment == Enrollment.ALREADY_ENROLLED ? HttpStatus.OK : HttpStatus.CREATED);
      }
    };
  }

  @PostMapping(
      path = "/bulk",
      consumes = MediaType.APPLICATION_NDJSON_VALUE,
      produces = MediaType.APPLICATION_NDJSON_VALUE)
  @Operation(operationId = "EnrollLearnerBulk", summary = "Enrolls learners, streamed both ways")
  @ApiResponse(
      responseCode = "200",
      description = "a line for each line that came, in its order, then the summary",
      content = @Content(mediaType = "application/x-ndjson", schema = @Schema(ref = "BulkResult")))
  void enrollAll(Caller caller, HttpServletRequest request, HttpServletResponse response)
      throws IOException, InterruptedException {
    bulk.answer(new EnrollmentLines(enrolling, caller), request, response);
  }
}
