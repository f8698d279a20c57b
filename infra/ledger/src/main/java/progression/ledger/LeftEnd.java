package progression.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import progression.ledger.AppendJdbc.Addition;
import progression.ledger.AppendJdbc.Tip;

/**
 * The end of a ledger as this node left it.
 *
 * @param committedAt commit time of the last event
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
record LeftEnd(long position, byte[] hash, Instant committedAt, long fence, ClockReading clock) {

  /** The end after an addition of at least one event. */
  static LeftEnd after(Addition addition, ClockReading clock) {
    return new LeftEnd(
        addition.last(),
        addition.hashes()[addition.hashes().length - 1],
        addition.tip().committedAt().toInstant(),
        addition.tip().fence(),
        clock);
  }

  /** Where the next events go if nobody else has added any, at the time that it is there now. */
  Tip tip() {
    Instant now = clock.now().truncatedTo(ChronoUnit.MICROS);
    Instant next = now.isAfter(committedAt) ? now : committedAt;
    return new Tip(position, hash, next.atOffset(ZoneOffset.UTC), fence);
  }
}
