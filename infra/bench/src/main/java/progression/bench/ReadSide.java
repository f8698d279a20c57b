package progression.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import progression.bench.Database.FreshLedger;
import progression.kernel.LearnerId;
import progression.ledger.Priority;
import progression.localstack.LocalKafka;
import progression.projections.runtime.Districts;
import progression.projections.runtime.Freshness;
import progression.projections.runtime.Projection;
import progression.projections.runtime.ProjectionRuntime;
import progression.projections.runtime.RebuildRun;
import progression.relay.EventTopic;
import progression.relay.Relay;

/**
 * A ledger, a relay, a broker and all projections in this process, as the server puts them
 * together. What is measured is how long it takes until a reader of learners' progress sees what
 * was appended.
 */
final class ReadSide implements AutoCloseable {

  static final int PARTITIONS = 6;

  private static final String SEEN = "learnerprogress";
  private static final int LEARNERS = 20_000;
  private static final long LONGEST = Duration.ofMinutes(10).toNanos();

  private final FreshLedger fresh;
  private final LocalKafka kafka;
  private final Relay relay;
  private final HikariDataSource tables;
  private final ProjectionRuntime runtime;
  private final Freshness freshness;
  private final Appends interactive;
  private final Appends bulk;
  private final long start;

  ReadSide(Database database, Path directory) throws SQLException {
    fresh = database.freshLedger();
    kafka = LocalKafka.start(directory.toAbsolutePath());
    EventTopic topic =
        new EventTopic(Map.of("bootstrap.servers", kafka.bootstrapServers()), PARTITIONS, Map.of());
    topic.ensure(List.of(fresh.district()));
    relay =
        new Relay(
            fresh.district(),
            fresh.ledger().schema(),
            fresh.ledger().reader(),
            database.connections(),
            topic);
    relay.start();
    tables = tables(database);
    Districts districts = new Districts(Map.of(fresh.district(), fresh.ledger().reader()));
    freshness = new Freshness(tables, districts, topic, Duration.ofMinutes(5));
    runtime =
        new ProjectionRuntime(
            RebuildRun.projections(),
            tables,
            districts,
            topic,
            freshness,
            new ProjectionRuntime.Wish(Set.of(), false));
    runtime.start();
    interactive = new Appends(fresh.ledger(), Priority.INTERACTIVE);
    bulk = new Appends(fresh.ledger(), Priority.BULK);
    start = fresh.ledger().reader().head().position();
  }

  /** Connections for the tables of projections, as the server has them. */
  static HikariDataSource tables(Database database) {
    HikariDataSource tables = new HikariDataSource();
    tables.setJdbcUrl(database.postgres().jdbcUrl());
    tables.setUsername(database.postgres().username());
    tables.setPassword(database.postgres().password());
    tables.setMaximumPoolSize(24);
    return tables;
  }

  /** Drops what projections have made, and closes the connections. */
  static void forget(HikariDataSource tables) throws SQLException {
    for (Projection projection : RebuildRun.projections()) {
      for (String suffix : List.of("", "_floor", "_rebuilt", "_replaced")) {
        SetupJdbc.drop(tables, projection.name() + suffix);
      }
    }
    tables.close();
  }

  /** One event of any learner; returns its position. */
  long append(int learner) {
    return interactive.all(List.of(Samples.event(learner, Samples.nextId())), start);
  }

  /** A bulk append of 256 events of any learners. */
  int appendBulk() {
    int events = 256;
    bulk.all(
        ThreadLocalRandom.current()
            .ints(events, 0, LEARNERS)
            .mapToObj(learner -> Samples.event(learner, Samples.nextId()))
            .toList(),
        start);
    return events;
  }

  static int anyLearner() {
    return ThreadLocalRandom.current().nextInt(LEARNERS);
  }

  /** Waits until everything that was appended is visible. */
  void catchUp() {
    while (freshness.state(SEEN, fresh.district()).lag() > 0) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** How many events a second become visible when 16 callers append what they can. */
  double saturation(Duration time) throws Exception {
    long before = fresh.ledger().reader().head().position();
    long started = System.nanoTime();
    var unused =
        Measure.inThreads(
            16,
            time,
            number ->
                () -> {
                  append(anyLearner());
                  return 1;
                });
    catchUp();
    long events = fresh.ledger().reader().head().position() - before;
    return events * 1e9 / (System.nanoTime() - started);
  }

  /**
   * Appends at a steady rate, whatever becomes of it, and measures each from when it was due.
   *
   * @param untilVisible or only until it is durable
   * @return with the 99th percentile as the value, in milliseconds
   */
  Measure.Result paced(double perSecond, Duration time, boolean untilVisible) {
    ConcurrentHistogram latencies = new ConcurrentHistogram(LONGEST, 3);
    long began = System.nanoTime();
    long count = Math.max(1, (long) (perSecond * time.toNanos() / 1e9));
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long n = 0; n < count; n++) {
        long due = began + (long) (n * 1e9 / perSecond);
        LockSupport.parkNanos(due - System.nanoTime());
        var unused =
            callers.submit(() -> {
              int learner = anyLearner();
              long position = append(learner);
              if (untilVisible) {
                freshness.await(
                    SEEN, fresh.district(), new LearnerId("S-" + learner), Long.toString(position));
              }
              latencies.recordValue(Math.min(System.nanoTime() - due, LONGEST));
              return position;
            });
      }
    }
    if (latencies.getTotalCount() != count) {
      throw new IllegalStateException(
          "%d of %d were not answered".formatted(count - latencies.getTotalCount(), count));
    }
    Measure.Latency latency =
        new Measure.Latency(
            latencies.getValueAtPercentile(50) / 1e6,
            latencies.getValueAtPercentile(99) / 1e6,
            latencies.getValueAtPercentile(99.9) / 1e6);
    return new Measure.Result(latency.p99(), latency, 0);
  }

  @Override
  public void close() throws SQLException {
    runtime.stop();
    relay.close();
    kafka.close();
    forget(tables);
    fresh.close();
  }
}
