package progression.teststack;

/** Where the servers of this process's tests run. */
public enum Kind {
  /** Started by the test's own process. */
  EMBEDDED,
  /** Each in a container of a Docker engine. */
  CONTAINERS;

  /**
   * What the system property {@code progression.test.stack} says; without it, embedded.
   *
   * @throws IllegalArgumentException if it says something else
   */
  public static Kind chosen() {
    String wanted = System.getProperty("progression.test.stack", "embedded");
    return switch (wanted) {
      case "embedded" -> EMBEDDED;
      case "containers" -> CONTAINERS;
      default ->
          throw new IllegalArgumentException(
              "progression.test.stack is %s, neither embedded nor containers".formatted(wanted));
    };
  }
}
