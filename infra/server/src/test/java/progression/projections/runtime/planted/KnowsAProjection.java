package progression.projections.runtime.planted;

import org.jspecify.annotations.Nullable;
import progression.projections.rows.CommonRows;

/** A runtime that knows what is made on it. */
public final class KnowsAProjection {
  public @Nullable CommonRows rows() {
    return null;
  }
}
