package progression.projections.groupdashboard;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import progression.projections.groupdashboard.GroupDashboard.Asked;
import progression.projections.groupdashboard.GroupDashboard.Rule;
import progression.projections.http.Cursor;
import progression.projections.http.ProblemException;
import progression.projections.reads.DistrictReads;

/** Whom of a group somebody should look at. */
@RestController
class GroupDashboardController {

  private static final int PAGE = 100;

  private final DistrictReads reads;
  private final GroupDashboardJdbc jdbc;

  GroupDashboardController(DistrictReads reads, GroupDashboardJdbc jdbc) {
    this.reads = reads;
    this.jdbc = jdbc;
  }

  /** From the tables; {@code minPosition} waits until that position is in them for everybody. */
  @GetMapping("/v1/groups/{id}/dashboard")
  @Operation(
      operationId = "GroupDashboard",
      summary = "Who of a group is stuck, ready for more or without feedback, and by which rule")
  @ApiResponse(
      responseCode = "200",
      description = "as far as the tables are, a page at a time",
      useReturnTypeSchema = true)
  @ApiResponse(responseCode = "404", description = "not-found")
  @ApiResponse(responseCode = "503", description = "not-yet unavailable")
  GroupDashboard dashboard(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String rule,
      @RequestParam(required = false) @Nullable String competency,
      @RequestParam(required = false) @Nullable String at,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Schema(maximum = "" + PAGE) @Nullable String limit,
      @RequestParam(required = false) @Nullable String minPosition,
      @AuthenticationPrincipal Jwt token) {
    Cursor from = Cursor.read(cursor, GroupDashboard.list(id), 4);
    var unused = DistrictReads.text("id", id);
    Asked asked =
        new Asked(
            id,
            DistrictReads.moment(from == null ? at : from.values().getFirst()),
            checked(rule),
            DistrictReads.text("competency", competency),
            from == null ? List.of() : from.values().subList(1, 4),
            DistrictReads.size(limit, PAGE));
    return reads.answer(
        GroupDashboardProjection.NAME,
        token.getClaimAsString("district"),
        "the group " + id,
        minPosition,
        (district, partitions) ->
            Optional.of(jdbc.read(district, partitions, asked))
                .filter(found -> found.rows().known())
                .map(found -> {
                  if (!found.rows().knowsCompetency()) {
                    throw ProblemException.invalidParameter(
                        "competency", "competency is the identifier or the code of a standard");
                  }
                  return GroupDashboard.of(asked, found);
                }));
  }

  private static @Nullable String checked(@Nullable String rule) {
    List<String> known = Arrays.stream(Rule.values()).map(Rule::word).toList();
    if (rule != null && !known.contains(rule)) {
      throw ProblemException.invalidParameter("rule", "rule is one of " + known);
    }
    return rule;
  }
}
