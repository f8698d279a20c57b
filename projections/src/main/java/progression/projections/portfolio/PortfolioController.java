package progression.projections.portfolio;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import progression.ledger.CurriculumSource;
import progression.projections.http.ProblemException;
import progression.projections.portfolio.PortfolioPage.Asked;
import progression.projections.portfolio.PortfolioPage.Place;
import progression.projections.portfolio.PortfolioRows.Kind;
import progression.projections.reads.DistrictReads;
import progression.projections.reads.LearnerReads;

/** What is in a learner's own record. */
@RestController
class PortfolioController {

  private static final int PAGE = 100;

  /** What each list of the answer is made of. */
  private static final Map<String, Kind> LISTS =
      new TreeMap<>(
          Map.of(
              "people", Kind.PERSON,
              "groups", Kind.GROUP,
              "pieces", Kind.PIECE,
              "requests", Kind.REQUEST,
              "feedback", Kind.FEEDBACK,
              "reflections", Kind.REFLECTION,
              "checkIns", Kind.CHECK_IN,
              "choices", Kind.CHOICE));

  private final LearnerReads reads;
  private final PortfolioJdbc jdbc;
  private final CurriculumSource curricula;

  PortfolioController(LearnerReads reads, PortfolioJdbc jdbc, CurriculumSource curricula) {
    this.reads = reads;
    this.jdbc = jdbc;
    this.curricula = curricula;
  }

  /**
   * From the tables; {@code minPosition} waits until that position is in them.
   *
   * @param list the only one that is asked for, by its name in the answer
   */
  @GetMapping("/v1/learners/{id}/portfolio")
  @Operation(
      operationId = "Portfolio",
      summary = "What a learner shows, what is said to her, what she says, and who is around her")
  @ApiResponse(
      responseCode = "200",
      description = "as far as the tables are, a page at a time",
      useReturnTypeSchema = true)
  @ApiResponse(responseCode = "404", description = "unknown-learner")
  @ApiResponse(responseCode = "503", description = "not-yet unavailable")
  ResponseEntity<Portfolio> portfolio(
      @PathVariable String id,
      @RequestParam(required = false)
          @Schema(
              allowableValues = {
                "people",
                "groups",
                "pieces",
                "requests",
                "feedback",
                "reflections",
                "checkIns",
                "choices"
              })
          @Nullable String list,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Schema(maximum = "" + PAGE) @Nullable String limit,
      @RequestParam(required = false) @Nullable String minPosition,
      @AuthenticationPrincipal Jwt token) {
    Asked asked = new Asked(kind(list), Place.of(id, cursor), DistrictReads.size(limit, PAGE));
    return reads.answer(
        PortfolioProjection.NAME,
        token.getClaimAsString("district"),
        id,
        minPosition,
        (district, learner, partition) ->
            jdbc.read(district, learner, partition, asked)
                .map(found ->
                    Portfolio.of(
                        learner.value(), asked.size(), found, curricula.current(district))),
        Portfolio::position);
  }

  private static @Nullable Kind kind(@Nullable String list) {
    if (list != null && !LISTS.containsKey(list)) {
      throw ProblemException.invalidParameter("list", "list is one of " + LISTS.keySet());
    }
    return list == null ? null : LISTS.get(list);
  }
}
