package progression.ledger.json;

import org.jspecify.annotations.Nullable;

/** What stands in the ledger is not an event that this program knows. */
public final class UnreadableEventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnreadableEventException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
