package progression.ledger;

/** The ledger cannot be reached or cannot work now. Nothing was recorded by the failed call. */
public final class LedgerUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LedgerUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
