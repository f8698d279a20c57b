package progression.ledger;

/** Too many appends wait already. Nothing was recorded; come again a little later. */
public final class LedgerBusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LedgerBusyException(String message) {
    super(message);
  }
}
