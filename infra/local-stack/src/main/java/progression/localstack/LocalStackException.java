package progression.localstack;

/**
 * The local stack cannot start or stop. The message is written for the person who started the
 * process: what is wrong, where, and what to do about it.
 */
public final class LocalStackException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LocalStackException(String message) {
    super(message);
  }

  LocalStackException(String message, Throwable cause) {
    super(message, cause);
  }
}
