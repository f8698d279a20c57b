package progression.ledger.command;

/**
 * Each time the command was decided, somebody else changed what the decision looked at before it
 * could be recorded. Nothing was recorded; come again a little later.
 */
public final class ConcurrencyConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConcurrencyConflictException(String useCase, int attempts, Throwable cause) {
    super("%s met a conflict %d times".formatted(useCase, attempts), cause);
  }
}
