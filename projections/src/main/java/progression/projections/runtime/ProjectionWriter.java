package progression.projections.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import progression.kernel.LearnerId;
import progression.ledger.Stretch;
import progression.projections.runtime.CheckpointJdbc.Advance;
import progression.projections.runtime.CheckpointJdbc.Checkpoint;
import progression.projections.runtime.CheckpointJdbc.Seek;
import progression.projections.runtime.CheckpointJdbc.Share;
import progression.projections.runtime.ParkedJdbc.Met;
import progression.projections.runtime.ParkedJdbc.Place;

/**
 * Writes events into one schema of a projection: checkpoint and rows in one transaction, or
 * nothing.
 *
 * <p>An event that cannot be applied parks its learner, and all others of the batch are applied.
 */
final class ProjectionWriter {

  private static final Logger log = LoggerFactory.getLogger(ProjectionWriter.class);
  private static final int MAX_ERROR = 1_000;

  private final Projection projection;
  private final Set<String> ignored;
  private final String schema;
  private final DataSource dataSource;
  private final Clock clock = Clock.systemUTC();

  ProjectionWriter(Projection projection, String schema, DataSource dataSource) {
    this.projection = projection;
    this.ignored = projection.ignores();
    this.schema = schema;
    this.dataSource = dataSource;
  }

  /** Work on a connection whose transaction finds the schema's tables. */
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** One transaction in the schema; rolled back if the work fails. */
  <T> T transaction(Work<T> work) throws SQLException {
    return transaction(Connection.TRANSACTION_READ_COMMITTED, work);
  }

  /** The same, where all statements see what was committed when it began, and what it writes. */
  <T> T snapshot(Work<T> work) throws SQLException {
    return transaction(Connection.TRANSACTION_REPEATABLE_READ, work);
  }

  private <T> T transaction(int isolation, Work<T> work) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(isolation);
      boolean done = false;
      try {
        CheckpointJdbc.use(connection, schema);
        T result = work.on(connection);
        connection.commit();
        done = true;
        return result;
      } finally {
        if (!done) {
          connection.rollback();
        }
      }
    }
  }

  /**
   * Moves the checkpoints, applies the events and commits.
   *
   * <p>The checkpoints move first: whoever lost a partition, or meets a rebuild that is being
   * swapped in, finds out before any row is touched.
   *
   * @throws LostPartitionException if a checkpoint does not stand where it is expected; then
   *     nothing is written
   */
  void write(List<Arrival> arrivals, List<Advance> advances, List<Seek> seeks) throws SQLException {
    transaction(connection -> {
      if (CheckpointJdbc.advance(connection, advances) != advances.size()
          || CheckpointJdbc.seek(connection, seeks) != seeks.size()) {
        throw new LostPartitionException(projection.name());
      }
      apply(connection, arrivals);
      return true;
    });
  }

  /** What the projection reads of a ledger behind one position and up to another. */
  Stretch reads(long after, long upTo) {
    return new Stretch(after, upTo, ignored);
  }

  /** The lane of a partition from where its checkpoints stand. */
  Lane open(TopicPartition partition, Map<String, String> incarnations) throws SQLException {
    return transaction(connection -> {
      int number = partition.partition();
      List<Share> shares =
          incarnations.keySet().stream().map(name -> new Share(name, number)).toList();
      CheckpointJdbc.begin(connection, partition.topic(), shares, incarnations);
      Map<String, Long> positions = new HashMap<>();
      for (Checkpoint checkpoint : CheckpointJdbc.all(connection, schema)) {
        if (shares.contains(checkpoint.share())) {
          positions.put(checkpoint.share().district(), checkpoint.position());
        }
      }
      long next = CheckpointJdbc.next(connection, schema, partition.topic(), number);
      return new Lane(partition, incarnations, positions, next);
    });
  }

  /** Applies the events that it reads, or parks them, within a transaction of the schema. */
  void apply(Connection connection, List<Arrival> given) throws SQLException {
    List<Arrival> arrivals =
        given.stream().filter(arrival -> !ignored.contains(arrival.type())).toList();
    Met met = ParkedJdbc.meet(connection, arrivals);
    List<Item> items = new ArrayList<>(arrivals.size());
    Parking parking = new Parking();
    for (Arrival arrival : arrivals) {
      Place place = new Place(arrival.district(), arrival.position());
      if (met.dropped().contains(place)) {
        continue;
      }
      if (met.parked().contains(place) || parking.isParked(arrival)) {
        parking.follow(arrival);
        continue;
      }
      try {
        items.add(new Item(arrival, arrival.decoded().get()));
      } catch (RuntimeException unreadable) {
        if (projection.takesUnreadable()) {
          items.add(new Item(arrival, arrival.envelope()));
        } else {
          parking.park(arrival, unreadable);
        }
      }
    }
    applyOrPark(connection, items, parking);
    ParkedJdbc.park(connection, parking.events);
  }

  /**
   * Applies all together where that works. Where it does not, halves them by learner, and one
   * learner's by position, until the events that fail stand alone.
   */
  private void applyOrPark(Connection connection, List<Item> items, Parking parking)
      throws SQLException {
    if (items.isEmpty()) {
      return;
    }
    Savepoint before = connection.setSavepoint();
    Exception failure;
    try {
      projection.apply(connection, items.stream().map(Item::event).toList());
      connection.releaseSavepoint(before);
      return;
    } catch (SQLException | RuntimeException e) {
      if (!Poison.is(e)) {
        throw e;
      }
      connection.rollback(before);
      failure = e;
    }
    if (items.size() == 1) {
      parking.park(items.getFirst().arrival(), failure);
      return;
    }
    List<List<Item>> halves = halves(items);
    applyOrPark(connection, halves.getFirst(), parking);
    List<Item> rest = new ArrayList<>();
    for (Item item : halves.getLast()) {
      if (parking.isParked(item.arrival())) {
        parking.follow(item.arrival());
      } else {
        rest.add(item);
      }
    }
    applyOrPark(connection, rest, parking);
  }

  private static List<List<Item>> halves(List<Item> items) {
    Map<Object, List<Item>> bySubject = new LinkedHashMap<>();
    for (Item item : items) {
      bySubject.computeIfAbsent(subject(item.arrival()), key -> new ArrayList<>()).add(item);
    }
    if (bySubject.size() == 1) {
      int middle = items.size() / 2;
      return List.of(items.subList(0, middle), items.subList(middle, items.size()));
    }
    List<Item> first = new ArrayList<>();
    List<Item> second = new ArrayList<>();
    int subject = 0;
    for (List<Item> own : bySubject.values()) {
      (subject++ < bySubject.size() / 2 ? first : second).addAll(own);
    }
    return List.of(first, second);
  }

  private record Item(Arrival arrival, ProjectedEvent event) {}

  private record Learner(String district, LearnerId learner) {}

  /** What must stay in order: a learner's events. Each piece of reference data is by itself. */
  private static Object subject(Arrival arrival) {
    LearnerId learner = arrival.learner();
    return learner == null
        ? new Place(arrival.district(), arrival.position())
        : new Learner(arrival.district(), learner);
  }

  /** What a batch parks. */
  private final class Parking {
    private final List<Parked> events = new ArrayList<>();
    private final Set<Object> subjects = new HashSet<>();

    boolean isParked(Arrival arrival) {
      return subjects.contains(subject(arrival));
    }

    void park(Arrival arrival, Exception failure) {
      log.warn(
          "{} parked an event: district {}, position {}, type {}, {}.",
          projection.name(),
          arrival.district(),
          arrival.position(),
          arrival.type(),
          failure.getClass().getSimpleName());
      add(arrival, failure.toString());
    }

    void follow(Arrival arrival) {
      add(arrival, "an earlier event of the same learner is parked");
    }

    private void add(Arrival arrival, String error) {
      subjects.add(subject(arrival));
      LearnerId learner = arrival.learner();
      @Nullable String name = learner == null ? null : learner.value();
      events.add(
          new Parked(
              arrival.district(),
              arrival.position(),
              arrival.partition(),
              name,
              arrival.type(),
              storable(error),
              clock.instant(),
              null,
              null,
              null));
    }
  }

  /** PostgreSQL's text has no place for the null character. */
  static String storable(String error) {
    String text = error.replace('\u0000', '?');
    return text.length() <= MAX_ERROR ? text : text.substring(0, MAX_ERROR);
  }
}
