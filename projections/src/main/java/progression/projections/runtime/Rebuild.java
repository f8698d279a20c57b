package progression.projections.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import progression.ledger.LedgerPages;
import progression.projections.runtime.CheckpointJdbc.Checkpoint;
import progression.projections.runtime.RebuildJdbc.Comparison;
import progression.relay.EventTopic;

/**
 * Makes a projection's tables anew from the ledger, beside the live ones, and swaps them in.
 *
 * <p>Feeds and readers go on meanwhile, also while the rebuilt tables are compared, row by row,
 * with the live ones as these stand at one moment. Only for the last step the feeds are held: the
 * rebuilt tables are brought exactly to where the live ones stand by then, and take their place in
 * the same transaction.
 */
final class Rebuild {

  private static final Logger log = LoggerFactory.getLogger(Rebuild.class);
  private static final int BATCH = 5_000;
  private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

  /** What to do where the rebuilt rows are not those of the live tables. */
  enum Differences {
    /** Keep the live tables and leave the rebuilt ones to be looked at. */
    REFUSE,
    /** Take the rebuilt tables: the fold has changed, or the ledger is another one. */
    ACCEPT
  }

  /**
   * What came of it.
   *
   * @param events of the ledgers, with those that the projection does not read
   * @param rows in the rebuilt tables
   * @param differing rows that stand in only one of the two
   * @param swapped whether the rebuilt tables are live now
   */
  record Report(long events, long rows, long differing, boolean swapped) {}

  private final DataSource dataSource;
  private final Districts districts;
  private final EventTopic topic;
  private final CountDownLatch stop = new CountDownLatch(1);

  Rebuild(DataSource dataSource, Districts districts, EventTopic topic) {
    this.dataSource = dataSource;
    this.districts = districts;
    this.topic = topic;
  }

  /** Forgets what a process was at when it was killed. */
  static void forgetAbandoned(DataSource dataSource, Projection projection) {
    String rebuilt = Schemas.rebuilt(projection);
    try (Connection connection = dataSource.getConnection()) {
      RebuildJdbc.forgetAbandoned(connection, projection.name(), rebuilt);
    } catch (SQLException e) {
      log.warn("The schema {} is left behind; the next rebuild drops it.", rebuilt, e);
    }
  }

  /**
   * Says that the projection will be rebuilt, for all who ask how it is doing.
   *
   * @param session that no start takes it for abandoned as long as it lasts
   */
  void announce(Connection session, Projection projection) throws SQLException {
    RebuildLockJdbc.standFor(session, projection.name());
    RebuildJdbc.announce(session, projection.name(), districts.names());
  }

  /** Gives up before the next page. What was made so far is left behind. */
  void stop() {
    stop.countDown();
  }

  /** Rebuilds one projection. One rebuild at a time of the same, whatever process asks for it. */
  Report run(Projection projection, Differences differences) throws SQLException {
    try (Connection lock = dataSource.getConnection()) {
      RebuildLockJdbc.lock(lock, projection.name());
      try {
        while (true) {
          Optional<Report> report = runAlone(lock, projection, differences);
          if (report.isPresent()) {
            return report.get();
          }
          log.info("An event was dropped meanwhile: rebuilding {} begins anew.", projection.name());
        }
      } finally {
        RebuildLockJdbc.unlock(lock, projection.name());
      }
    }
  }

  /**
   * Says that a rebuild failed, for all who ask how the projection is doing. Where the database is
   * away, which may be why, it waits until that is back.
   */
  void tellFailed(Projection projection, Exception failure) {
    String sentence = ProjectionWriter.storable(ProjectionFeed.sentence(failure));
    boolean isTold = false; // in the log, once
    do {
      try (Connection connection = dataSource.getConnection()) {
        RebuildJdbc.failed(connection, projection.name(), sentence);
        return;
      } catch (SQLException e) {
        if (!isTold) {
          log.warn("Nobody can be told yet that rebuilding {} failed.", projection.name(), e);
        }
        isTold = true;
      }
    } while (!isStopped(TRY_AGAIN));
  }

  private boolean isStopped(Duration patience) {
    try {
      return stop.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Empty where an event was dropped meanwhile that may be in the rebuilt tables. */
  private Optional<Report> runAlone(Connection lock, Projection projection, Differences differences)
      throws SQLException {
    String live = projection.name();
    String rebuilt = Schemas.rebuilt(projection);
    try (Connection connection = dataSource.getConnection()) {
      RebuildJdbc.announce(connection, live, districts.names());
      RebuildJdbc.dropSchema(connection, rebuilt);
      RebuildJdbc.dropSchema(connection, Schemas.replaced(projection));
    }
    Schemas.migrate(dataSource, projection, rebuilt);
    ProjectionWriter writer = new ProjectionWriter(projection, rebuilt, dataSource);
    boolean isComparable = true;
    List<String> indexes;
    try (Connection connection = dataSource.getConnection()) {
      var unused = copyDropped(connection, live, rebuilt);
      indexes = RebuildJdbc.dropIndexes(connection, rebuilt);
      for (String district : districts.names()) {
        isComparable &= isComparable(connection, live, district);
      }
    }
    for (String district : districts.names()) {
      build(writer, live, district, isComparable);
    }
    try (Connection connection = dataSource.getConnection()) {
      RebuildJdbc.createIndexes(connection, indexes);
      // Takes long for many learners. What comes until the swap is counted after it, as always.
      RebuildJdbc.count(connection, rebuilt);
    }
    Optional<Report> report;
    RebuildLockJdbc.lock(lock, rebuilt); // Whoever mends parked events waits.
    try {
      report = finish(projection, writer, isComparable, differences);
    } finally {
      RebuildLockJdbc.unlock(lock, rebuilt);
    }
    if (report.map(Report::swapped).orElse(false)) {
      dropReplaced(projection);
    }
    report.ifPresent(done -> log.info("Rebuilt {}: {}.", projection.name(), done));
    return report;
  }

  /** An export may still read them, for as long as it takes. */
  private void dropReplaced(Projection projection) {
    String replaced = Schemas.replaced(projection);
    try (Connection connection = dataSource.getConnection()) {
      RebuildJdbc.dropUnread(connection, replaced);
    } catch (SQLException e) {
      log.warn("The schema {} is left behind; the next rebuild drops it.", replaced, e);
    }
  }

  /** How many were dropped meanwhile that may be in the rebuilt tables. */
  private int copyDropped(Connection connection, String live, String rebuilt) throws SQLException {
    int applied = 0;
    for (String district : districts.names()) {
      applied +=
          RebuildJdbc.copyDropped(connection, live, rebuilt, district, topic.incarnation(district));
    }
    return applied;
  }

  /** Whether the live tables have seen this incarnation of the ledger in every partition. */
  private boolean isComparable(Connection connection, String live, String district)
      throws SQLException {
    List<Checkpoint> checkpoints =
        CheckpointJdbc.all(connection, live).stream()
            .filter(checkpoint -> checkpoint.share().district().equals(district))
            .toList();
    return checkpoints.size() == topic.partitions()
        && checkpoints.stream()
            .allMatch(one -> one.incarnation().equals(topic.incarnation(district)));
  }

  /**
   * Reads the ledger up to the slowest live checkpoint, or to its end where there is nothing to
   * compare with. It stops within a page of it, or it could chase a busy ledger for ever.
   */
  private void build(ProjectionWriter writer, String live, String district, boolean isComparable)
      throws SQLException {
    long reached = -1;
    long goal = goal(live, district, isComparable);
    do {
      build(writer, live, district, reached, goal);
      reached = goal;
      goal = goal(live, district, isComparable);
    } while (goal - reached > BATCH);
  }

  private long goal(String live, String district, boolean isComparable) throws SQLException {
    return isComparable ? slowest(live, district) : districts.ledger(district).head().position();
  }

  private void build(ProjectionWriter writer, String live, String district, long reached, long goal)
      throws SQLException {
    LedgerPages<Arrival> pages = pages(writer, district, reached, goal);
    for (long position = reached; position < goal; ) {
      checkStopped(live);
      List<Arrival> page = pages.next();
      long end = page.size() < BATCH ? goal : page.getLast().position();
      writer.transaction(connection -> {
        writer.apply(connection, page);
        RebuildJdbc.setCheckpoints(
            connection, district, topic.incarnation(district), topic.partitions(), end);
        RebuildJdbc.progress(connection, live, district, end);
        return true;
      });
      position = end;
      log.info("Rebuilding {}: {} position {} of {}.", live, district, end, goal);
    }
  }

  private LedgerPages<Arrival> pages(
      ProjectionWriter writer, String district, long reached, long goal) {
    return districts
        .ledger(district)
        .pages(
            writer.reads(reached, goal),
            BATCH,
            event -> Arrival.of(event, district, topic.partitions()));
  }

  private void checkStopped(String live) {
    if (stop.getCount() == 0) {
      throw new CancellationException(
          "rebuilding %s was given up, as the server stopped".formatted(live));
    }
  }

  private long slowest(String live, String district) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return CheckpointJdbc.positions(connection, live, district).values().stream()
          .mapToLong(Long::longValue)
          .min()
          .orElse(-1);
    }
  }

  private Optional<Report> finish(
      Projection projection, ProjectionWriter writer, boolean isComparable, Differences differences)
      throws SQLException {
    String live = projection.name();
    String rebuilt = Schemas.rebuilt(projection);
    ProjectionWriter.Work<Long> meet =
        connection -> isComparable ? meet(connection, writer, live, rebuilt) : 0L;
    Optional<Comparison> compared =
        writer.snapshot(connection -> {
          if (copyDropped(connection, live, rebuilt) > 0) {
            return Optional.<Comparison>empty();
          }
          meet.on(connection);
          return Optional.of(compare(connection, live, rebuilt));
        });
    if (compared.isEmpty()) {
      return Optional.empty();
    }
    Comparison comparison = compared.get();
    boolean swap = comparison.differing() == 0 || differences == Differences.ACCEPT;
    // Much may have come meanwhile, and feeds would be held for it.
    while (swap && writer.snapshot(meet) > BATCH) {
      checkStopped(live);
    }
    long events =
        writer.transaction(connection -> {
          if (!swap) {
            RebuildJdbc.refused(connection, live, comparison.differing());
            return events(connection, rebuilt);
          }
          RebuildJdbc.freeze(connection, live);
          meet.on(connection);
          long reached = events(connection, rebuilt);
          RebuildJdbc.swap(connection, live, rebuilt, Schemas.replaced(projection));
          return reached;
        });
    return Optional.of(new Report(events, comparison.rows(), comparison.differing(), swap));
  }

  /**
   * Brings the rebuilt tables exactly to where the transaction sees the live ones stand; these must
   * not move within it.
   *
   * @return how many positions were looked at for it
   */
  private long meet(Connection connection, ProjectionWriter writer, String live, String rebuilt)
      throws SQLException {
    long passed = 0;
    for (String district : districts.names()) {
      passed +=
          apply(
              connection,
              writer,
              district,
              CheckpointJdbc.positions(connection, rebuilt, district),
              CheckpointJdbc.positions(connection, live, district));
    }
    RebuildJdbc.copyCheckpoints(connection, live, rebuilt);
    RebuildJdbc.copyParkedAt(connection, live, rebuilt);
    return passed;
  }

  /** Applies what lies between the two in each partition; what has no learner, in any. */
  private long apply(
      Connection connection,
      ProjectionWriter writer,
      String district,
      Map<Integer, Long> reached,
      Map<Integer, Long> goals)
      throws SQLException {
    long goal = goals.values().stream().mapToLong(Long::longValue).max().orElse(-1);
    long position =
        goals.keySet().stream()
            .filter(partition -> at(reached, partition) < at(goals, partition))
            .mapToLong(partition -> at(reached, partition))
            .min()
            .orElse(goal);
    if (position == goal) {
      return 0;
    }
    LedgerPages<Arrival> pages = pages(writer, district, position, goal);
    for (List<Arrival> page = pages.next(); !page.isEmpty(); page = pages.next()) {
      List<Arrival> missing = new ArrayList<>();
      for (Arrival arrival : page) {
        long place = arrival.position();
        if (arrival.learner() == null
            || at(reached, arrival.partition()) < place
                && place <= at(goals, arrival.partition())) {
          missing.add(arrival);
        }
      }
      writer.apply(connection, missing);
    }
    return goal - position;
  }

  /** How many events the ledgers have up to where the tables stand: positions have no gaps. */
  private long events(Connection connection, String schema) throws SQLException {
    long events = 0;
    for (String district : districts.names()) {
      Map<Integer, Long> positions = CheckpointJdbc.positions(connection, schema, district);
      events += 1 + positions.values().stream().mapToLong(Long::longValue).max().orElse(-1);
    }
    return events;
  }

  private static long at(Map<Integer, Long> positions, int partition) {
    return positions.getOrDefault(partition, -1L);
  }

  private static Comparison compare(Connection connection, String live, String rebuilt)
      throws SQLException {
    Comparison total = new Comparison(0, 0);
    for (String table : RebuildJdbc.tables(connection, live)) {
      total = total.plus(RebuildJdbc.compare(connection, table, live, rebuilt));
    }
    return total;
  }
}
