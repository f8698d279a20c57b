package progression.projections.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import progression.projections.TestStack;
import progression.projections.runtime.CheckpointJdbc.Advance;
import progression.projections.runtime.CheckpointJdbc.Share;
import progression.projections.runtime.Rebuild.Differences;

/** What may happen to the live tables while others are made and compared with them. */
class RebuildBesideIT extends TallyFixture {

  /** A table that no feed of this projection writes: whoever compares has to wait for it. */
  private static final String COMPARING = "tally.learner in access exclusive mode";

  /** Feeds write beside this, but all of them cannot be held. */
  private static final String HOLDING = "tally.checkpoint in row exclusive mode";

  @Test
  void live_events_become_visible_while_the_tables_are_compared_and_are_in_the_new_ones()
      throws Exception {
    relay();
    ProjectionFeed feed = feed();
    ledger.append(learners(50));
    awaitAll();
    Rebuild.Report report =
        whileIt(
            COMPARING,
            () -> {
              ledger.append(learners(10));
              awaitAll();
              tally.mishap(event -> {
                if (event.position() == 50) { // while the rebuilt tables catch up
                  ledger.append(learners(5));
                  awaitAll();
                  feed.close(); // what the new tables have is no longer its work
                }
              });
            });
    assertThat(report).isEqualTo(new Rebuild.Report(65, 50, 0, true));
    assertThat(Tally.seen(district)).isEqualTo(65);
    assertThat(freshness.state(tally.name(), district).lag()).isZero();
  }

  @Test
  void rows_are_compared_as_they_stood_at_one_moment_and_differ_as_they_did_then()
      throws Exception {
    relay();
    feed();
    ledger.append(learners(50));
    awaitAll();
    Tally.execute("delete from tally.seen where position = 17");
    Rebuild.Report report =
        whileIt(
            COMPARING,
            () -> {
              ledger.append(learners(10));
              awaitAll();
            });
    assertThat(report).isEqualTo(new Rebuild.Report(50, 50, 1, false));
    ledger.append(learners(5));
    awaitAll();
    assertThat(Tally.seen(district)).isEqualTo(64);
  }

  @Test
  void each_partition_is_brought_to_where_the_live_one_stands() throws Exception {
    ledger.append(learners(40));
    writer()
        .transaction(connection -> {
          String incarnation = topic.incarnation(district);
          RebuildJdbc.setCheckpoints(connection, district, incarnation, TestStack.PARTITIONS, -1);
          return true;
        });
    int seen = feedByHand(0, -1, 39) + feedByHand(1, -1, 9) + feedByHand(2, -1, 19);
    AtomicInteger meanwhile = new AtomicInteger();
    Rebuild.Report report =
        whileIt(COMPARING, () -> meanwhile.addAndGet(feedByHand(1, 9, 29) + feedByHand(2, 19, 24)));
    assertThat(report).isEqualTo(new Rebuild.Report(40, seen, 0, true));
    assertThat(Tally.seen(district)).isEqualTo(seen + meanwhile.get());
    assertThat(meanwhile.get()).isPositive();
  }

  /** Feeds one partition as if it came from Kafka; returns how many events that were. */
  private int feedByHand(int partition, long from, long to) throws SQLException {
    List<Arrival> arrivals =
        Arrival.of(ledger.reader().after(from, 100), district, TestStack.PARTITIONS).stream()
            .filter(arrival -> arrival.partition() == partition && arrival.position() <= to)
            .toList();
    Share share = new Share(district, partition);
    writer()
        .write(
            arrivals,
            List.of(new Advance(share, topic.incarnation(district), from, to)),
            List.of());
    return arrivals.size();
  }

  @ParameterizedTest
  @ValueSource(strings = {COMPARING, HOLDING})
  void a_rebuild_that_is_killed_leaves_nothing_held(String where) throws Exception {
    relay();
    tally.mishap(TallyFixture::failOnPathway);
    feed();
    ledger.append(learners(30));
    ledger.append(started("S-7"));
    awaitAll();
    assertThatThrownBy(() -> whileIt(where, RebuildBesideIT::kill))
        .isInstanceOf(ExecutionException.class);
    ledger.append(learners(10));
    awaitAll();
    assertThat(mends(false)).isTrue();
    assertThat(Tally.seen(district)).isEqualTo(40);
    assertThat(swaps()).isTrue();
    assertThat(Tally.seen(district)).isEqualTo(40);
  }

  /** Ends all sessions of the rebuild that waits, as the end of its process would. */
  private static void kill() throws SQLException {
    Tally.execute(
        """
        select pg_terminate_backend(pid) from (
          select distinct pid from pg_locks
          where not granted and relation::regclass::text like 'tally.%'
            and mode in ('AccessShareLock', 'ExclusiveLock')
            or granted and locktype = 'advisory' and (classid::bigint << 32) + objid::bigint
              = hashtextextended('progression rebuild tally', 0)) as its
        """);
  }

  @Test
  void another_event_at_the_position_of_a_dropped_one_is_not_done_without() throws SQLException {
    relay();
    tally.mishap(TallyFixture::failOnPathway);
    ledger.append(learners(30));
    ledger.append(started("S-7"));
    ProjectionRuntime before = runtime();
    awaitAll();
    var dropped = parked().drop(district, 30, DROP);
    assertThat(dropped).isPresent();
    before.stop();
    tally.mishap(event -> {});
    incarnation("second");
    relay();
    runtime();
    awaitAll();
    assertThat(Tally.seen(district)).isEqualTo(31);
    assertThat(parked().list(district, -1, 10)).isEmpty();
  }

  @Test
  void what_is_dropped_during_a_rebuild_is_dropped_in_the_new_tables() throws SQLException {
    relay();
    tally.mishap(TallyFixture::failOnPathway);
    feed();
    ledger.append(learners(30));
    ledger.append(started("S-7"));
    ledger.append(learners(30));
    awaitAll();
    AtomicBoolean first = new AtomicBoolean(true);
    tally.mishap(event -> {
      if (first.getAndSet(false)) {
        assertThat(parked().drop(district, 30, DROP)).isPresent();
      }
      failOnPathway(event);
    });
    Rebuild.Report report = rebuild().run(tally, Differences.REFUSE);
    assertThat(report.swapped()).isTrue();
    assertThat(report.events()).as("of the attempt that came through").isEqualTo(61);
    assertThat(Tally.seen(district)).isEqualTo(60);
    assertOnlyTheThirtiethIsDropped();
  }

  private void assertOnlyTheThirtiethIsDropped() throws SQLException {
    assertThat(parked().list(district, -1, 100))
        .extracting(Parked::position, Parked::droppedReason, Parked::droppedOnBehalfOf)
        .containsExactly(tuple(30L, DROP.reason(), DROP.onBehalfOf()));
  }

  @Test
  void a_drop_of_what_the_new_tables_have_not_reached_repeats_nothing() throws SQLException {
    relay();
    tally.mishap(TallyFixture::failOnPathway);
    feed();
    ledger.append(learners(30));
    awaitAll();
    Thread rebuilding = Thread.currentThread();
    AtomicInteger attempts = new AtomicInteger();
    tally.mishap(event -> {
      failOnPathway(event);
      if (Thread.currentThread() == rebuilding
          && event.position() == 0
          && attempts.incrementAndGet() == 1) {
        ledger.append(started("S-7"));
        awaitAll();
        assertThat(drops()).isTrue();
      }
    });
    assertThat(rebuild().run(tally, Differences.REFUSE).swapped()).isTrue();
    assertThat(attempts).hasValue(1);
    assertThat(Tally.seen(district)).isEqualTo(30);
    assertOnlyTheThirtiethIsDropped();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoever_mends_while_the_tables_are_compared_mends_the_new_ones(boolean byRetry)
      throws Exception {
    relay();
    tally.mishap(TallyFixture::failOnPathway);
    feed();
    ledger.append(learners(30));
    ledger.append(started("S-7"));
    awaitAll();
    CompletableFuture<Boolean> mended = new CompletableFuture<>();
    Rebuild.Report report =
        whileIt(
            COMPARING,
            () -> {
              tally.mishap(event -> {});
              mended.completeAsync(() -> mends(byRetry), task -> Thread.startVirtualThread(task));
              awaitLock("locktype = 'advisory' and mode = 'ShareLock'");
            });
    assertThat(report.swapped()).isTrue();
    assertThat(mended.get(60, SECONDS)).isTrue();
    assertThat(Tally.seen(district)).isEqualTo(byRetry ? 31 : 30);
    assertThat(parked().list(district, -1, 100))
        .extracting(Parked::droppedReason, Parked::droppedOnBehalfOf)
        .isEqualTo(byRetry ? List.of() : List.of(tuple(DROP.reason(), DROP.onBehalfOf())));
  }

  @Test
  void what_waits_to_be_mended_goes_on_waiting_in_the_new_tables_and_does_not_begin_to()
      throws SQLException {
    relay();
    tally.mishap(TallyFixture::failOnPathway);
    feed();
    ledger.append(learners(30));
    ledger.append(started("S-7"));
    awaitAll();
    List<Parked> before = parked().list(district, -1, 100);
    assertThat(rebuild().run(tally, Differences.REFUSE).swapped()).isTrue();
    assertThat(parked().list(district, -1, 100)).hasSize(1).isEqualTo(before);
  }

  private boolean drops() {
    return mends(false);
  }

  /** Retries or drops the thirtieth. */
  private boolean mends(boolean byRetry) {
    try {
      return byRetry
          ? parked().retry(district, 30).isPresent()
          : parked().drop(district, 30, DROP).isPresent();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Meanwhile {
    void run() throws Exception;
  }

  /** Rebuilds, and does something when it has come to wait for a lock. */
  private Rebuild.Report whileIt(String waitsFor, Meanwhile meanwhile) throws Exception {
    CompletableFuture<Rebuild.Report> report = new CompletableFuture<>();
    try (Connection other = TestStack.connection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table " + waitsFor);
      report.completeAsync(this::refusing, task -> Thread.startVirtualThread(task));
      awaitLock("relation::regclass::text = '%s'".formatted(waitsFor.split(" ")[0]));
      meanwhile.run();
      other.rollback();
    }
    return report.get(60, SECONDS);
  }

  private static void awaitLock(String which) {
    await().atMost(60, SECONDS).until(() -> isAwaited(which));
  }

  private static boolean isAwaited(String lock) throws SQLException {
    try (Connection connection = TestStack.connection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select exists (select from pg_locks where not granted and %s)".formatted(lock))) {
      return row.next() && row.getBoolean(1);
    }
  }
}
