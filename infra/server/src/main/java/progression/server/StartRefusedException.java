package progression.server;

/** The configuration is one the server must not run with. */
final class StartRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String action;

  /**
   * Says what is wrong and what to do about it, for the person who starts the server.
   *
   * @param description what is wrong
   * @param action what to do about it
   */
  StartRefusedException(String description, String action) {
    super(description);
    this.action = action;
  }

  String action() {
    return action;
  }
}
