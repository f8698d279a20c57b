package progression.ledger;

import java.time.Duration;

/**
 * How many events a batch may take, so that whoever comes next waits about {@link #TIME} and not
 * until a night's import is through: batches that took longer make the next ones smaller.
 */
final class BatchLimit {

  static final Duration TIME = Duration.ofMillis(100);

  /** What any disk takes in its stride: smaller batches would only add commits to a slow one. */
  static final int LEAST = 1_024;

  static final int MOST = 8_192;
  static final long MOST_BYTES = 8L << 20;

  private int events = LEAST;

  int events() {
    return events;
  }

  /** Learns from a batch of so many events that took so long. */
  void learn(int taken, Duration time) {
    if (time.compareTo(TIME) > 0) {
      events = Math.max(LEAST, (int) (taken * TIME.toNanos() / time.toNanos()));
    } else if (taken >= events / 2) {
      events = Math.min(MOST, events * 2);
    }
  }
}
