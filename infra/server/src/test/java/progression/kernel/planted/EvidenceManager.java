package progression.kernel.planted;

import java.util.List;

/** A name that says nothing. */
public final class EvidenceManager {
  public List<String> manage() {
    return List.of();
  }
}
