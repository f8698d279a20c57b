package progression.ledger;

import java.util.Set;

/**
 * A part of a ledger to read in order.
 *
 * @param after the position that it begins behind; −1 for the first event
 * @param upTo the last position that is part of it
 * @param without wire names of types to leave out
 */
public record Stretch(long after, long upTo, Set<String> without) {

  public Stretch {
    without = Set.copyOf(without);
  }

  /** Everything behind a position. */
  static Stretch behind(long after) {
    return new Stretch(after, Long.MAX_VALUE, Set.of());
  }

  /** What of it is behind a later position. */
  Stretch from(long later) {
    return new Stretch(later, upTo, without);
  }
}
