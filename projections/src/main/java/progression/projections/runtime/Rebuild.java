package progression.projections.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import progression.ledger.LedgerPages;
import progression.ledger.StoredEvent;
import progression.ledger.Stretch;
import progression.projections.runtime.CheckpointJdbc.Checkpoint;
import progression.projections.runtime.RebuildJdbc.Comparison;
import progression.relay.EventTopic;

/**
 * Makes a projection's tables anew from the ledger, beside the live ones, and swaps them in.
 *
 * <p>Feeds and readers go on meanwhile. For the last step the feeds are held: the rebuilt tables
 * are brought exactly to where the live ones stand, compared with them row by row, and take their
 * place in the same transaction.
 */
final class Rebuild {

  private static final Logger log = LoggerFactory.getLogger(Rebuild.class);
  private static final int BATCH = 5_000;

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
  private long events;
  private volatile boolean stopped;

  Rebuild(DataSource dataSource, Districts districts, EventTopic topic) {
    this.dataSource = dataSource;
    this.districts = districts;
    this.topic = topic;
  }

  /** Says that the projection will be rebuilt, for all who ask how it is doing. */
  void announce(Projection projection) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      RebuildJdbc.announce(connection, projection.name(), districts.names());
    }
  }

  /** Gives up before the next page. What was made so far is left behind. */
  void stop() {
    stopped = true;
  }

  /** Rebuilds one projection. One rebuild at a time of the same, whatever process asks for it. */
  Report run(Projection projection, Differences differences) throws SQLException {
    try (Connection lock = dataSource.getConnection()) {
      RebuildJdbc.lock(lock, projection.name());
      try {
        while (true) {
          Optional<Report> report = runAlone(projection, differences);
          if (report.isPresent()) {
            return report.get();
          }
          log.info("An event was dropped meanwhile: rebuilding {} begins anew.", projection.name());
        }
      } finally {
        RebuildJdbc.unlock(lock);
      }
    }
  }

  /** Empty where an event was dropped meanwhile that may be in the rebuilt tables. */
  private Optional<Report> runAlone(Projection projection, Differences differences)
      throws SQLException {
    String live = projection.name();
    String rebuilt = Schemas.rebuilt(projection);
    events = 0;
    announce(projection);
    try (Connection connection = dataSource.getConnection()) {
      RebuildJdbc.dropSchema(connection, rebuilt);
      RebuildJdbc.dropSchema(connection, Schemas.replaced(projection));
    }
    Schemas.migrate(dataSource, projection, rebuilt);
    ProjectionWriter writer = new ProjectionWriter(projection, rebuilt, dataSource);
    Map<String, Long> reached = new HashMap<>();
    boolean isComparable = true;
    List<String> indexes;
    try (Connection connection = dataSource.getConnection()) {
      var unused = copyDropped(connection, live, rebuilt, reached);
      indexes = RebuildJdbc.dropIndexes(connection, rebuilt);
      for (String district : districts.names()) {
        isComparable &= isComparable(connection, live, district);
      }
    }
    for (String district : districts.names()) {
      reached.put(district, build(projection, writer, district, isComparable));
    }
    try (Connection connection = dataSource.getConnection()) {
      RebuildJdbc.createIndexes(connection, indexes);
      // Takes long for many learners. What comes until the swap is counted after it, as always.
      RebuildJdbc.count(connection, rebuilt);
    }
    Optional<Report> report = finish(projection, writer, reached, isComparable, differences);
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
  private int copyDropped(
      Connection connection, String live, String rebuilt, Map<String, Long> reached)
      throws SQLException {
    int applied = 0;
    for (String district : districts.names()) {
      applied +=
          RebuildJdbc.copyDropped(
              connection,
              live,
              rebuilt,
              district,
              topic.incarnation(district),
              reached.getOrDefault(district, -1L));
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
   * Reads what the projection reads of the ledger, up to the slowest live checkpoint, or to its end
   * where there is nothing to compare with. It stops within a page of it, or it could chase a busy
   * ledger for ever.
   *
   * @return the position that is reached
   */
  private long build(
      Projection projection, ProjectionWriter writer, String district, boolean isComparable)
      throws SQLException {
    String live = projection.name();
    long reached = -1;
    long goal = goal(live, district, isComparable);
    do {
      build(live, writer, district, new Stretch(reached, goal, projection.ignores()));
      reached = goal;
      goal = goal(live, district, isComparable);
    } while (goal - reached > BATCH);
    return reached;
  }

  private long goal(String live, String district, boolean isComparable) throws SQLException {
    return isComparable ? slowest(live, district) : districts.ledger(district).head().position();
  }

  private void build(String live, ProjectionWriter writer, String district, Stretch stretch)
      throws SQLException {
    LedgerPages<Arrival> pages =
        districts
            .ledger(district)
            .pages(stretch, BATCH, event -> Arrival.of(event, district, topic.partitions()));
    for (long position = stretch.after(); position < stretch.upTo(); ) {
      checkStopped(live);
      List<Arrival> page = pages.next();
      long end = page.size() < BATCH ? stretch.upTo() : page.getLast().position();
      writer.transaction(connection -> {
        writer.apply(connection, page);
        RebuildJdbc.setCheckpoints(
            connection, district, topic.incarnation(district), topic.partitions(), end);
        RebuildJdbc.progress(connection, live, district, end);
        return true;
      });
      events += end - position;
      position = end;
      log.info("Rebuilding {}: {} position {} of {}.", live, district, end, stretch.upTo());
    }
  }

  private void checkStopped(String live) {
    if (stopped) {
      throw new CancellationException("rebuilding %s was given up".formatted(live));
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
      Projection projection,
      ProjectionWriter writer,
      Map<String, Long> reached,
      boolean isComparable,
      Differences differences)
      throws SQLException {
    String live = projection.name();
    String rebuilt = Schemas.rebuilt(projection);
    return writer.transaction(connection -> {
      RebuildJdbc.freeze(connection, live);
      if (copyDropped(connection, live, rebuilt, reached) > 0) {
        return Optional.<Report>empty();
      }
      if (isComparable) {
        for (String district : districts.names()) {
          meet(connection, writer, live, district, reached.getOrDefault(district, -1L));
        }
        RebuildJdbc.copyCheckpoints(connection, live, rebuilt);
        RebuildJdbc.copyParkedAt(connection, live, rebuilt);
      }
      Comparison comparison = compare(connection, live, rebuilt);
      boolean swap = comparison.differing() == 0 || differences == Differences.ACCEPT;
      if (swap) {
        RebuildJdbc.swap(connection, live, rebuilt, Schemas.replaced(projection));
      } else {
        RebuildJdbc.refused(connection, live, comparison.differing());
      }
      return Optional.of(new Report(events, comparison.rows(), comparison.differing(), swap));
    });
  }

  /** Applies what each partition of the live tables has seen since, and no more. */
  private void meet(
      Connection connection, ProjectionWriter writer, String live, String district, long reached)
      throws SQLException {
    Map<Integer, Long> goals = CheckpointJdbc.positions(connection, live, district);
    long goal = goals.values().stream().mapToLong(Long::longValue).max().orElse(-1);
    long position = reached;
    while (position < goal) {
      List<StoredEvent> page =
          districts.ledger(district).after(position, BATCH).stream()
              .filter(event -> event.position() <= goal)
              .toList();
      List<Arrival> arrivals = new ArrayList<>();
      for (Arrival arrival : Arrival.of(page, district, topic.partitions())) {
        long until =
            arrival.learner() == null ? goal : goals.getOrDefault(arrival.partition(), -1L);
        if (arrival.position() <= until) {
          arrivals.add(arrival);
        }
      }
      writer.apply(connection, arrivals);
      events += page.size();
      position = page.getLast().position();
    }
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
