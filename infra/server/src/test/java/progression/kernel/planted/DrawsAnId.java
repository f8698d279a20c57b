package progression.kernel.planted;

import java.util.UUID;

/** A rule that depends on chance. */
public final class DrawsAnId {
  public UUID id() {
    return UUID.randomUUID();
  }
}
