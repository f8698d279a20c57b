package progression.projections.criteria;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import progression.consequence.Standing;
import progression.curriculum.Curriculum;
import progression.curriculum.Resolution;
import progression.event.LearnerEvent;
import progression.kernel.FrameworkId;
import progression.ledger.CurriculumSource;
import progression.ledger.json.JsonEventCodec;
import progression.projections.http.Parameters;
import progression.projections.http.ProblemException;
import progression.projections.reads.LedgerReads;
import progression.projections.reads.LedgerReads.Span;

/** What mastery takes, before the work. */
@RestController
class CriteriaController {

  private static final int PAGE = 500;

  private final LedgerReads reads;
  private final CurriculumSource curricula;
  private final JsonEventCodec codec = new JsonEventCodec();

  CriteriaController(LedgerReads reads, CurriculumSource curricula) {
    this.reads = reads;
    this.curricula = curricula;
  }

  /** As in force now; {@code minPosition} is reached as soon as the ledger has it. */
  @GetMapping("/v1/learners/{id}/competencies/{competency}/criteria")
  @Operation(
      operationId = "Criteria",
      summary = "What mastery of a competency takes: policy, levels, requirements, prerequisites")
  @ApiResponse(responseCode = "200", description = "as in force now", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "404", description = "unknown-learner unknown-competency")
  @ApiResponse(responseCode = "422", description = "ambiguous-competency")
  @ApiResponse(responseCode = "503", description = "unavailable")
  ResponseEntity<Criteria> criteria(
      @PathVariable String id,
      @PathVariable String competency,
      @RequestParam(required = false) @Nullable String framework,
      @RequestParam(required = false) @Nullable String minPosition,
      @AuthenticationPrincipal Jwt token) {
    Span span = reads.span(token.getClaimAsString("district"), id, null);
    if (minPosition != null) {
      span.checkReached("minPosition", Parameters.position("minPosition", minPosition));
    }
    Standing standing = standing(span);
    if (!standing.isEnrolled()) {
      throw ProblemException.unknownLearner(id);
    }
    Curriculum curriculum = curricula.fresh(span.district());
    return switch (curriculum.resolve(competency, framework(framework))) {
      case Resolution.Unresolved unresolved -> throw ProblemException.unresolved(unresolved);
      case Resolution.Found found ->
          ResponseEntity.ok()
              .eTag("W/\"" + span.until() + "\"")
              .body(Criteria.of(id, span.until(), curriculum, found, standing));
    };
  }

  /** What her pathways and goals ask for and what she has mastered; of evidence nothing is read. */
  private Standing standing(Span span) {
    Standing standing = new Standing(span.learner());
    span.forEach(
        Standing.boundary(span.learner()),
        PAGE,
        stored -> {
          if (codec.decode(stored.type(), stored.version(), stored.payload())
              instanceof LearnerEvent event) {
            standing.evolve(event);
          }
        });
    return standing;
  }

  private static @Nullable FrameworkId framework(@Nullable String framework) {
    try {
      return framework == null ? null : new FrameworkId(framework);
    } catch (IllegalArgumentException unfit) {
      throw ProblemException.invalidParameter("framework", String.valueOf(unfit.getMessage()));
    }
  }
}
