package progression.api.planted;

import progression.projections.planted.KnowsTheWriteSide;

/** A write side that reads a projection. */
public final class KnowsTheReadSide {
  public KnowsTheWriteSide other() {
    return new KnowsTheWriteSide();
  }
}
