package progression.kernel.planted;

import java.time.Instant;

/** A rule that depends on when it runs. */
public final class ReadsTheClock {
  public Instant decidedAt() {
    return Instant.now();
  }
}
