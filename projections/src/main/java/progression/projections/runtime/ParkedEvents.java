package progression.projections.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import progression.kernel.LearnerId;
import progression.kernel.Tag;
import progression.ledger.LedgerReader;
import progression.ledger.StoredEvent;
import progression.projections.runtime.ParkedJdbc.Place;
import progression.relay.EventTopic;

/** What a projection could not apply, and what people do about it. */
public final class ParkedEvents {

  private static final int PAGE = 500;

  private final ProjectionWriter writer;
  private final Districts districts;
  private final EventTopic topic;

  ParkedEvents(ProjectionWriter writer, Districts districts, EventTopic topic) {
    this.writer = writer;
    this.districts = districts;
    this.topic = topic;
  }

  /**
   * What came of trying again.
   *
   * @param applied how many events are in the tables now
   * @param parked how many of those that were tried wait again
   */
  public record Tried(int applied, int parked) {}

  /**
   * The decision to do without an event.
   *
   * @param by the client that decides so
   * @param onBehalfOf the person that it acts for, such as {@code teacher:T-7}
   */
  public record Drop(String reason, String by, @Nullable String onBehalfOf) {}

  /** Parked events of a district behind a position, in order; dropped ones are among them. */
  public List<Parked> list(String district, long after, int limit) throws SQLException {
    return writer.transaction(connection -> ParkedJdbc.list(connection, district, after, limit));
  }

  /**
   * Applies a parked event and those of the same learner again, as the ledger has them. One that
   * still fails parks again, with those behind it.
   *
   * @return empty if no such event waits
   */
  public Optional<Tried> retry(String district, long position) throws SQLException {
    return writer.transaction(connection -> {
      Optional<Parked> found = held(connection, new Place(district, position));
      return found.isPresent()
          ? Optional.of(tryAgain(connection, found.get()))
          : Optional.<Tried>empty();
    });
  }

  /**
   * Gives an event up for good, also for rebuilds, and tries again what waits behind it.
   *
   * @return empty if no such event waits
   */
  public Optional<Tried> drop(String district, long position, Drop drop) throws SQLException {
    return writer.transaction(connection -> {
      Optional<Parked> found = held(connection, new Place(district, position));
      if (found.isEmpty()) {
        return Optional.<Tried>empty();
      }
      ParkedJdbc.drop(connection, found.get(), drop);
      return Optional.of(tryAgain(connection, found.get()));
    });
  }

  /** Gives up what nobody has mended since the time; what waits behind it is tried again. */
  public void expire(Instant time) throws SQLException {
    List<Place> places = writer.transaction(one -> ParkedJdbc.parkedBefore(one, time));
    Drop expired = new Drop("nobody mended it in time", "expiry", null);
    for (Place place : places) {
      var unused = drop(place.district(), place.position(), expired);
    }
  }

  /**
   * The waiting event with its feed held. It is looked for again behind that: whoever had to wait
   * may have waited for a rebuild, and is in other tables by now.
   */
  private static Optional<Parked> held(Connection connection, Place place) throws SQLException {
    Optional<Parked> found = ParkedJdbc.find(connection, place);
    if (found.isEmpty()) {
      return found;
    }
    RebuildLockJdbc.awaitCompared(connection);
    ParkedJdbc.hold(connection, place.district(), found.get().partition());
    return ParkedJdbc.find(connection, place);
  }

  private Tried tryAgain(Connection connection, Parked parked) throws SQLException {
    Set<Long> positions = ParkedJdbc.take(connection, parked);
    writer.apply(connection, stored(parked, positions));
    int again = ParkedJdbc.waiting(connection, parked.district(), positions);
    return new Tried(positions.size() - again, again);
  }

  private List<Arrival> stored(Parked parked, Set<Long> positions) {
    LedgerReader ledger = districts.ledger(parked.district());
    String learner = parked.learner();
    List<StoredEvent> events =
        learner == null
            ? positions.stream().flatMap(position -> ledger.at(position).stream()).toList()
            : ofLearner(ledger, new LearnerId(learner), positions);
    return Arrival.of(events, parked.district(), topic.partitions());
  }

  private static List<StoredEvent> ofLearner(
      LedgerReader ledger, LearnerId learner, Set<Long> positions) {
    Set<Long> missing = new HashSet<>(positions);
    List<StoredEvent> events = new ArrayList<>();
    long after = missing.stream().mapToLong(Long::longValue).min().orElse(0) - 1;
    while (!missing.isEmpty()) {
      List<StoredEvent> page = ledger.byTag(Tag.learner(learner), after, PAGE);
      if (page.isEmpty()) {
        throw new IllegalStateException("the ledger has no event at " + missing);
      }
      page.stream().filter(event -> missing.remove(event.position())).forEach(events::add);
      after = page.getLast().position();
    }
    return events;
  }
}
