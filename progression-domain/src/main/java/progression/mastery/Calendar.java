package progression.mastery;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;

/** Periods before and after a moment, by the calendar in UTC. */
final class Calendar {

  private Calendar() {}

  /** The start of a window: evidence at that very moment counts. */
  static Instant before(Instant moment, Period period) {
    try {
      return moment.atOffset(ZoneOffset.UTC).minus(period).toInstant();
    } catch (DateTimeException | ArithmeticException beyondTheCalendar) {
      return Instant.MIN;
    }
  }

  /** The first moment at which the period has passed. */
  static Instant after(Instant moment, Period period) {
    try {
      return moment.atOffset(ZoneOffset.UTC).plus(period).toInstant();
    } catch (DateTimeException | ArithmeticException beyondTheCalendar) {
      return Instant.MAX;
    }
  }
}
