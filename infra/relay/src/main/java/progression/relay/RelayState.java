package progression.relay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How far a relay has come.
 *
 * @param incarnation the life of the ledger that the position belongs to
 * @param position of the last event sent; −1 before the first
 * @param hash of that event, lower-case hexadecimal; empty before the first
 * @param last the last position sent to each partition, as an event or as a mark; −1 before the
 *     first. A record of the topic names it as its previous one.
 */
record RelayState(String incarnation, long position, String hash, List<Long> last) {

  RelayState {
    last = List.copyOf(last);
  }

  static RelayState start(String incarnation, int partitions) {
    return new RelayState(incarnation, -1, "", Collections.nCopies(partitions, -1L));
  }

  /** Whether every partition has been told of the position. */
  boolean isTold() {
    return last.stream().allMatch(told -> told == position);
  }

  /** The same after events up to this position, which went to the partitions as given. */
  RelayState at(long newPosition, String newHash, List<Long> newLast) {
    return new RelayState(incarnation, newPosition, newHash, newLast);
  }

  List<Long> mutableLast() {
    return new ArrayList<>(last);
  }
}
