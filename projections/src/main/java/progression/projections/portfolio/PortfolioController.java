package progression.projections.portfolio;

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
import progression.ledger.CurriculumSource;
import progression.projections.reads.LearnerReads;

/** What is in a learner's own record. */
@RestController
class PortfolioController {

  private final LearnerReads reads;
  private final PortfolioJdbc jdbc;
  private final CurriculumSource curricula;

  PortfolioController(LearnerReads reads, PortfolioJdbc jdbc, CurriculumSource curricula) {
    this.reads = reads;
    this.jdbc = jdbc;
    this.curricula = curricula;
  }

  /** From the tables; {@code minPosition} waits until that position is in them. */
  @GetMapping("/v1/learners/{id}/portfolio")
  @Operation(
      operationId = "Portfolio",
      summary = "What a learner shows, what is said to her, what she says, and who is around her")
  @ApiResponse(
      responseCode = "200",
      description = "as far as the tables are",
      useReturnTypeSchema = true)
  @ApiResponse(responseCode = "404", description = "unknown-learner")
  @ApiResponse(responseCode = "503", description = "not-yet unavailable")
  ResponseEntity<Portfolio> portfolio(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String minPosition,
      @AuthenticationPrincipal Jwt token) {
    return reads.answer(
        PortfolioProjection.NAME,
        token.getClaimAsString("district"),
        id,
        minPosition,
        (district, learner, partition) ->
            jdbc.read(district, learner, partition)
                .map(found ->
                    Portfolio.of(
                        learner.value(),
                        found.position(),
                        found.rows(),
                        curricula.current(district))),
        Portfolio::position);
  }
}
