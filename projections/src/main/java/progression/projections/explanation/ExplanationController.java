package progression.projections.explanation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import progression.consequence.Account;
import progression.consequence.LearnerRecord;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.curriculum.Resolution;
import progression.event.ProgressionEvent;
import progression.event.ReferenceEvent;
import progression.kernel.FrameworkId;
import progression.kernel.Tag;
import progression.ledger.CurriculumSource;
import progression.ledger.StoredEvent;
import progression.ledger.json.JsonEventCodec;
import progression.projections.http.ProblemException;
import progression.projections.reads.LedgerReads;
import progression.projections.reads.LedgerReads.Span;

/** Why a verdict is what it is, now and at any earlier time. */
@RestController
class ExplanationController {

  private static final int PAGE = 500;

  /** Frameworks are large: few at a time. */
  private static final int REFERENCE_PAGE = 10;

  private final LedgerReads reads;
  private final CurriculumSource curricula;
  private final JsonEventCodec codec = new JsonEventCodec();

  ExplanationController(LedgerReads reads, CurriculumSource curricula) {
    this.reads = reads;
    this.curricula = curricula;
  }

  /** From the ledger, as of a time or a position; now without it. */
  @GetMapping("/v1/learners/{id}/competencies/{competency}/explanation")
  @Operation(
      operationId = "Explanation",
      summary = "Why the verdict on a competency is what it is, in data and in a sentence")
  @ApiResponse(
      responseCode = "200",
      description = "as of the position and the moment that it names",
      useReturnTypeSchema = true)
  @ApiResponse(responseCode = "404", description = "unknown-learner unknown-competency")
  @ApiResponse(responseCode = "422", description = "ambiguous-competency")
  @ApiResponse(responseCode = "503", description = "unavailable")
  Explanation explanation(
      @PathVariable String id,
      @PathVariable String competency,
      @RequestParam(required = false) @Nullable String framework,
      @RequestParam(required = false) @Nullable String asOf,
      @AuthenticationPrincipal Jwt token) {
    Span span = reads.span(token.getClaimAsString("district"), id, asOf);
    Instant at = span.moment(asOf);
    Curriculum curriculum = asOf == null ? curricula.fresh(span.district()) : inForce(span);
    LearnerRecord record = new LearnerRecord(span.learner(), curriculum, List.of());
    span.forEach(
        Tag.learner(span.learner()),
        PAGE,
        stored -> record.evolve(decode(stored), stored.position()));
    if (!record.standing().isEnrolled()) {
      throw ProblemException.unknownLearner(id);
    }
    return switch (curriculum.recall(competency, framework(framework))) {
      case Resolution.Unresolved unresolved -> throw ProblemException.unresolved(unresolved);
      case Resolution.Found found -> {
        Framework of = curriculum.frameworks().get(found.framework());
        if (of == null) {
          throw new IllegalStateException("found in no framework: " + found);
        }
        yield Explanation.of(
            new Explanation.Subject(id, span.until(), at, of, found.competency()),
            Account.of(record, found, at),
            curriculum);
      }
    };
  }

  /** What was in force at the end of the span. */
  private Curriculum inForce(Span span) {
    List<Curriculum> folded = new ArrayList<>(List.of(Curriculum.EMPTY));
    span.forEach(
        Tag.curriculum(),
        REFERENCE_PAGE,
        stored -> {
          if (decode(stored) instanceof ReferenceEvent event) {
            folded.set(0, folded.getFirst().evolve(event, stored.position()));
          }
        });
    return folded.getFirst();
  }

  private ProgressionEvent decode(StoredEvent stored) {
    return codec.decode(stored.type(), stored.version(), stored.payload());
  }

  private static @Nullable FrameworkId framework(@Nullable String framework) {
    try {
      return framework == null ? null : new FrameworkId(framework);
    } catch (IllegalArgumentException unfit) {
      throw ProblemException.invalidParameter("framework", String.valueOf(unfit.getMessage()));
    }
  }
}
