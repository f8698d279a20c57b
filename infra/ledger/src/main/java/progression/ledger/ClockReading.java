package progression.ledger;

import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * PostgreSQL's clock as it was read.
 *
 * @param said what it said
 * @param nanos what {@link System#nanoTime} said when we heard of it
 */
record ClockReading(Instant said, long nanos) {

  /** As it was read just now. */
  static ClockReading saying(OffsetDateTime time) {
    return new ClockReading(time.toInstant(), System.nanoTime());
  }

  /** What it says now. */
  Instant now() {
    return said.plusNanos(System.nanoTime() - nanos);
  }
}
