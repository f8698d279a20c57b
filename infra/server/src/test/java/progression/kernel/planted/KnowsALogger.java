package progression.kernel.planted;

import org.slf4j.Logger;

/** A rule with a library in it. */
public final class KnowsALogger {
  public void decide(Logger log) {
    log.info("decided");
  }
}
