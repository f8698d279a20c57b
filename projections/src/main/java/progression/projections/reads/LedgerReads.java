package progression.projections.reads;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import progression.event.ProgressionEvent;
import progression.kernel.Boundary;
import progression.kernel.LearnerId;
import progression.kernel.Tag;
import progression.ledger.LedgerReader;
import progression.ledger.StoredEvent;
import progression.projections.http.Parameters;
import progression.projections.http.ProblemException;
import progression.projections.runtime.Districts;

/** How questions about the past are answered: from the ledger, up to a position. */
@Component
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

    /**
     * The moment that the question speaks of: the time it names, that of the position it names, or
     * now.
     *
     * @param asOf as the span was made of
     */
    public Instant moment(@Nullable String asOf) {
      if (asOf == null) {
        return Instant.now();
      }
      return Parameters.isPosition(asOf)
          ? ledger.at(until).map(StoredEvent::committedAt).orElse(Instant.EPOCH)
          : Parameters.time(asOf);
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
    return new Span(district, ledger, Parameters.learner(id), Parameters.until(ledger, asOf));
  }
}
