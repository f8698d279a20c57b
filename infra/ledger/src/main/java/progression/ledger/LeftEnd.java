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
 * @param clock what PostgreSQL's clock said
 * @param nanos what {@link System#nanoTime} said then
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
record LeftEnd(
    long position, byte[] hash, Instant committedAt, long fence, Instant clock, long nanos) {

  /** The end after an addition of at least one event. */
  static LeftEnd after(Addition addition, Instant clock) {
    return new LeftEnd(
        addition.last(),
        addition.hashes()[addition.hashes().length - 1],
        addition.tip().committedAt().toInstant(),
        addition.tip().fence(),
        clock,
        System.nanoTime());
  }

  /** Where the next events go if nobody else has added any, at the time that it is there now. */
  Tip tip() {
    Instant now = clock.plusNanos(System.nanoTime() - nanos).truncatedTo(ChronoUnit.MICROS);
    Instant next = now.isAfter(committedAt) ? now : committedAt;
    return new Tip(position, hash, next.atOffset(ZoneOffset.UTC), fence);
  }
}
