package progression.projections.planted;

import progression.api.planted.KnowsTheReadSide;

/** A read side that calls the write side. */
public final class KnowsTheWriteSide {
  public KnowsTheReadSide other() {
    return new KnowsTheReadSide();
  }
}
