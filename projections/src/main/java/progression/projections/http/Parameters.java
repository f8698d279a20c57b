package progression.projections.http;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import progression.kernel.LearnerId;
import progression.ledger.LedgerReader;

/** What clients say in paths and parameters, as what it means. */
public final class Parameters {

  private static final Pattern POSITION = Pattern.compile("-?\\d+");
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

  private Parameters() {}

  /** What cannot be the name of a learner names none. */
  public static LearnerId learner(String id) {
    try {
      return new LearnerId(id);
    } catch (IllegalArgumentException e) {
      throw ProblemException.unknownLearner(id);
    }
  }

  /**
   * The last position that a question covers.
   *
   * @param asOf a position or a time, as the client gave it; none for all there is now
   * @throws ProblemException if it is neither, or lies beyond the ledger
   */
  public static long until(LedgerReader ledger, @Nullable String asOf) {
    long head = ledger.head().position();
    if (asOf == null) {
      return head;
    }
    if (!isPosition(asOf)) {
      return Math.min(head, ledger.positionAsOf(time(asOf)));
    }
    long position = position("asOf", asOf);
    if (position < 0) {
      throw negative("asOf", position);
    }
    if (position > head) {
      throw ProblemException.invalidParameter(
          "asOf", "asOf %d lies beyond the ledger's last position %d".formatted(position, head));
    }
    return position;
  }

  /**
   * A position as a client gave it; −1 lies before the first event.
   *
   * @throws ProblemException if it is none
   */
  public static long position(String parameter, String value) {
    long position;
    try {
      position = Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw ProblemException.invalidParameter(
          parameter, "%s is a position of the ledger: a whole number".formatted(parameter));
    }
    if (position < -1) {
      throw negative(parameter, position);
    }
    return position;
  }

  private static ProblemException negative(String parameter, long position) {
    return ProblemException.invalidParameter(
        parameter,
        "%s %d is negative: the ledger's first position is 0".formatted(parameter, position));
  }

  /**
   * The last position that was recorded at or before a time.
   *
   * @throws ProblemException if it is no time
   */
  public static long positionAsOf(LedgerReader ledger, String parameter, String time) {
    return ledger.positionAsOf(time(parameter, time));
  }

  /** The last position that was recorded before a time, which the ledger keeps in microseconds. */
  public static long positionBefore(LedgerReader ledger, String parameter, String time) {
    Instant instant = time(parameter, time);
    return ledger.positionAsOf(instant.truncatedTo(ChronoUnit.MICROS).minus(1, ChronoUnit.MICROS));
  }

  /** Whether {@code asOf} names a position and no time. */
  public static boolean isPosition(String asOf) {
    return POSITION.matcher(asOf).matches();
  }

  /**
   * The time that {@code asOf} names.
   *
   * @throws ProblemException if it names none
   */
  public static Instant time(String asOf) {
    return time("asOf", "a position of the ledger, or a time", asOf);
  }

  /**
   * A time as a client gave it.
   *
   * @throws ProblemException if it is none, or not of the years 1900 to 2999, as those of events
   */
  public static Instant time(String parameter, String value) {
    return time(parameter, "a time", value);
  }

  /** A plus sign that was not encoded arrives as a space. */
  private static Instant time(String parameter, String meaning, String value) {
    Instant time;
    try {
      time = OffsetDateTime.parse(value.replace(' ', '+')).toInstant();
    } catch (DateTimeParseException e) {
      throw ProblemException.invalidParameter(
          parameter,
          "%s is %s with an offset such as 2026-03-03T00:00:00Z".formatted(parameter, meaning));
    }
    if (time.isBefore(EARLIEST) || !time.isBefore(LATEST)) {
      throw ProblemException.invalidParameter(
          parameter, "%s must lie between the years 1900 and 2999".formatted(parameter));
    }
    return time;
  }
}
