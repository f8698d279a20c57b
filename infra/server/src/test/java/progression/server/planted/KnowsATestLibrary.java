package progression.server.planted;

import org.assertj.core.api.Assertions;

/** A server that brings a test library along. */
public final class KnowsATestLibrary {
  public void check() {
    Assertions.assertThat(true).isTrue();
  }
}
