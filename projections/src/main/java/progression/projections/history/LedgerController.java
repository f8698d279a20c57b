package progression.projections.history;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import progression.ledger.Head;
import progression.projections.runtime.Districts;

/** Where a district's ledger ends. */
@RestController
class LedgerController {

  private final Districts districts;

  LedgerController(Districts districts) {
    this.districts = districts;
  }

  /**
   * @param position of the last event; −1 in an empty ledger
   * @param hash which covers every event up to there, lower-case hexadecimal
   * @param size how many events there are
   */
  @Schema(name = "LedgerHead")
  record Answer(long position, String hash, long size) {}

  @GetMapping("/v1/ledger")
  @Operation(operationId = "LedgerHead", summary = "Where the ledger of the district ends")
  @ApiResponse(
      responseCode = "200",
      description = "an empty ledger has position -1",
      useReturnTypeSchema = true)
  @ApiResponse(responseCode = "503", description = "unavailable")
  Answer ledger(@AuthenticationPrincipal Jwt token) {
    Head head = districts.ledger(token.getClaimAsString("district")).head();
    return new Answer(head.position(), head.hash(), head.position() + 1);
  }
}
