package progression.ledger;

/** What stands in a ledger is not what was written. */
public final class DamagedLedgerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DamagedLedgerException(String district, ChainVerifier.Verdict.Broken broken) {
    super(
        "the ledger of district %s is damaged at position %d: %s"
            .formatted(district, broken.position(), broken.reason()));
  }
}
