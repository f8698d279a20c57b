package progression.projections.runtime;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import progression.event.ProgressionEvent;
import progression.kernel.Boundary;
import progression.kernel.LearnerId;
import progression.kernel.Tag;
import progression.ledger.LedgerReader;
import progression.ledger.StoredEvent;

/** How questions about the past are answered: from the ledger, up to a position. */
public final class LedgerReads {

  private final Districts districts;

  public LedgerReads(Districts districts) {
    this.districts = districts;
  }

  /**
   * What a question covers.
   *
   * @param until the last position, included; −1 for nothing
   */
  public record Span(String district, LedgerReader ledger, LearnerId learner, long until) {

    /**
     * Checks that the question covers a position.
     *
     * @throws ProblemException if it lies beyond
     */
    public void checkReached(String parameter, long position) {
      if (position > until) {
        throw ProblemException.invalidParameter(
            parameter,
            "%s %d lies beyond the ledger's last position %d"
                .formatted(parameter, position, until));
      }
    }

    /** All events with the tag, in order. */
    public void forEach(Tag tag, int page, Consumer<StoredEvent> consumer) {
      forEach(tag, -1, page, consumer);
    }

    /**
     * The events with the tag behind a position, in order.
     *
     * @param page how many are held in memory at once
     */
    public void forEach(Tag tag, long after, int page, Consumer<StoredEvent> consumer) {
      forEach(behind -> ledger.byTag(tag, behind, page), after, page, consumer);
    }

    /** All events that a part of a boundary covers, in order. */
    public void forEach(
        Boundary.Criterion<ProgressionEvent> part, int page, Consumer<StoredEvent> consumer) {
      forEach(behind -> ledger.covered(part, behind, page), -1, page, consumer);
    }

    private void forEach(
        LongFunction<List<StoredEvent>> next,
        long after,
        int page,
        Consumer<StoredEvent> consumer) {
      long position = after;
      while (position < until) {
        List<StoredEvent> events = next.apply(position);
        for (StoredEvent event : events) {
          if (event.position() > until) {
            return;
          }
          consumer.accept(event);
        }
        if (events.size() < page) {
          return;
        }
        position = events.getLast().position();
      }
    }
  }

  /**
   * What a question about a learner covers.
   *
   * @param district of the token
   * @param id the learner as the client names her
   * @param asOf a position or a time, as the client gave it; none for all there is now
   * @throws ProblemException if {@code asOf} makes no sense, or nothing can be known of the learner
   */
  public Span span(@Nullable String district, String id, @Nullable String asOf) {
    LedgerReader ledger =
        districts.find(district).orElseThrow(() -> ProblemException.unknownLearner(id));
    if (district == null) {
      throw ProblemException.unknownLearner(id);
    }
    return new Span(district, ledger, learner(id), until(ledger, asOf));
  }

  /**
   * The moment that a question speaks of: the time it names, that of the position it names, or now.
   *
   * @param asOf as the span was made of
   */
  public static Instant moment(Span span, @Nullable String asOf) {
    if (asOf == null) {
      return Instant.now();
    }
    return asOf.chars().allMatch(Character::isDigit)
        ? span.ledger().at(span.until()).map(StoredEvent::committedAt).orElse(Instant.EPOCH)
        : time(asOf).toInstant();
  }

  /** What cannot be the name of a learner names none. */
  static LearnerId learner(String id) {
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
    if (!asOf.chars().allMatch(Character::isDigit)) {
      return Math.min(head, ledger.positionAsOf(time(asOf).toInstant()));
    }
    long position = position("asOf", asOf);
    if (position > head) {
      throw ProblemException.invalidParameter(
          "asOf", "asOf %d lies beyond the ledger's last position %d".formatted(position, head));
    }
    return position;
  }

  /**
   * A position as a client gave it.
   *
   * @throws ProblemException if it is none
   */
  public static long position(String parameter, String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw ProblemException.invalidParameter(
          parameter, "%s is a position of the ledger: a whole number".formatted(parameter));
    }
  }

  /**
   * The last position that was recorded at or before a time.
   *
   * @throws ProblemException if it is no time
   */
  public static long positionAsOf(LedgerReader ledger, String parameter, String time) {
    return ledger.positionAsOf(time(parameter, "a time", time).toInstant());
  }

  /** The last position that was recorded before a time, which the ledger keeps in microseconds. */
  public static long positionBefore(LedgerReader ledger, String parameter, String time) {
    Instant instant = time(parameter, "a time", time).toInstant();
    return ledger.positionAsOf(instant.truncatedTo(ChronoUnit.MICROS).minus(1, ChronoUnit.MICROS));
  }

  private static OffsetDateTime time(String asOf) {
    return time("asOf", "a position of the ledger, or a time", asOf);
  }

  /** A plus sign that was not encoded arrives as a space. */
  private static OffsetDateTime time(String parameter, String meaning, String value) {
    try {
      return OffsetDateTime.parse(value.replace(' ', '+'));
    } catch (DateTimeParseException e) {
      throw ProblemException.invalidParameter(
          parameter,
          "%s is %s with an offset such as 2026-03-03T00:00:00Z".formatted(parameter, meaning));
    }
  }
}
