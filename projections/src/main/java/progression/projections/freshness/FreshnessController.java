package progression.projections.freshness;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import progression.projections.runtime.Districts;
import progression.projections.runtime.Freshness;
import progression.projections.runtime.Freshness.Rebuilding;
import progression.projections.runtime.ProjectionRuntime;

/** How fresh each projection is. */
@RestController
class FreshnessController {

  private final ProjectionRuntime runtime;
  private final Districts districts;
  private final Freshness freshness;

  FreshnessController(ProjectionRuntime runtime, Districts districts, Freshness freshness) {
    this.runtime = runtime;
    this.districts = districts;
    this.freshness = freshness;
  }

  /**
   * All projections, each as it is doing in the token's district.
   *
   * @param items by their names
   */
  record Projections(List<ProjectionState> items) {
    Projections {
      items = List.copyOf(items);
    }
  }

  /**
   * @param projection its name
   * @param head the last position of the district's ledger
   * @param position the position of the ledger up to which everything is applied
   * @param lag by how many positions {@code position} is behind {@code head}
   * @param lagSeconds how old the first event is that is not applied; zero where all are
   * @param parked how many events wait to be mended
   * @param rebuild tables that are made anew, or were and did not take the place of the live ones;
   *     none where there are none
   */
  record ProjectionState(
      String projection,
      long head,
      long position,
      long lag,
      double lagSeconds,
      long parked,
      @Nullable Rebuilding rebuild) {}

  @GetMapping("/v1/projections")
  @Operation(
      operationId = "Projections",
      summary = "How far each projection has come, and what keeps it back")
  @ApiResponse(responseCode = "200", description = "as of now", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "503", description = "unavailable")
  Projections projections(@AuthenticationPrincipal Jwt token) {
    String district = districts.of(token);
    return new Projections(
        runtime.names().stream().sorted().map(name -> state(name, district)).toList());
  }

  private ProjectionState state(String projection, String district) {
    Freshness.State state = freshness.state(projection, district);
    return new ProjectionState(
        projection,
        state.head(),
        state.position(),
        state.lag(),
        state.behind().toMillis() / 1000.0,
        state.parked(),
        state.rebuild());
  }
}
