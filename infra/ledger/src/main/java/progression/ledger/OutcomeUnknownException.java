package progression.ledger;

/**
 * The connection was lost while a commit was on its way, and the ledger could not be asked since.
 * The events may be recorded or not; sending the same command again tells.
 */
public final class OutcomeUnknownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OutcomeUnknownException(String message, Throwable cause) {
    super(message, cause);
  }
}
