package progression.projections.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import progression.event.LearnerEnrolled;
import progression.event.PathwayStarted;
import progression.event.ProgressionEvent;
import progression.kernel.LearnerId;
import progression.kernel.PathwayId;
import progression.projections.TestLedger;
import progression.projections.TestStack;
import progression.projections.runtime.Rebuild.Differences;
import progression.relay.EventTopic;
import progression.relay.Relay;

class RebuildIT {

  private final TestLedger ledger = new TestLedger(TestStack.newDistrict(), TestStack.ledgers());
  private final String district = ledger.district();
  private final Districts districts = new Districts(Map.of(district, ledger.reader()));
  private final Tally tally = new Tally();
  private final List<AutoCloseable> opened = new ArrayList<>(List.of(ledger));
  private EventTopic topic = TestStack.topic();
  private Freshness freshness = freshness();

  @BeforeEach
  void newTables() throws SQLException {
    Tally.forget();
    Schemas.migrate(TestStack.tables(), tally, tally.name());
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened.reversed()) {
      one.close();
    }
  }

  @Test
  void a_rebuild_beside_a_running_feed_makes_the_same_rows_and_loses_nothing() throws Exception {
    relay();
    feed();
    ledger.append(learners(3_000));
    awaitAll();
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Long> fewest =
        CompletableFuture.supplyAsync(() -> fewestSeen(done), Thread::startVirtualThread);
    CompletableFuture<Void> writes =
        CompletableFuture.runAsync(() -> appendUntil(done), Thread::startVirtualThread);
    Rebuild.Report report = rebuild().run(tally, Differences.REFUSE);
    done.set(true);
    writes.get();
    awaitAll();
    assertThat(report.differing()).isZero();
    assertThat(report.swapped()).isTrue();
    assertThat(report.rows()).isGreaterThanOrEqualTo(3_000);
    assertThat(fewest.get()).isGreaterThanOrEqualTo(3_000);
    assertThat(Tally.seen(district)).isEqualTo(ledger.reader().size());
  }

  @Test
  void rows_that_differ_are_kept_out_unless_they_are_wanted() throws SQLException {
    relay();
    feed();
    ledger.append(learners(50));
    awaitAll();
    Tally.execute("delete from tally.seen where position in (17, 18)");
    Tally.execute("update tally.seen set position = 1000, learner = 'S-19b' where position = 19");
    Rebuild.Report refused = rebuild().run(tally, Differences.REFUSE);
    assertThat(refused.differing()).as("three are missing and one is added").isEqualTo(4);
    assertThat(refused.swapped()).isFalse();
    assertThat(freshness.state(tally.name(), district).rebuild())
        .satisfies(left -> {
          assertThat(left.differing()).isEqualTo(4);
          assertThat(left.position()).isEqualTo(49);
        });
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    newRuntime().publish(meters);
    assertThat(meters.get("progression.projection.rebuild.position").gauge().value()).isEqualTo(49);
    assertThat(Tally.seen(district)).isEqualTo(48);
    assertThat(rebuild().run(tally, Differences.ACCEPT).swapped()).isTrue();
    assertThat(freshness.state(tally.name(), district).rebuild()).isNull();
    assertThat(Tally.seen(district)).isEqualTo(50);
    ledger.append(learners(10));
    awaitAll();
    assertThat(Tally.seen(district)).isEqualTo(60);
  }

  @Test
  void rebuilt_tables_are_read_by_the_same_indexes() throws SQLException {
    relay();
    feed();
    ledger.append(learners(50));
    awaitAll();
    List<String> before = Tally.indexes();
    assertThat(rebuild().run(tally, Differences.REFUSE).swapped()).isTrue();
    assertThat(Tally.indexes()).isEqualTo(before).anyMatch(index -> index.contains("seen_learner"));
  }

  @Test
  void what_is_counted_from_rebuilt_tables_is_counted_before_the_feeds_are_held()
      throws SQLException {
    relay();
    feed();
    ledger.append(learners(50));
    awaitAll();
    assertThat(rebuild().run(tally, Differences.REFUSE).swapped()).isTrue();
    assertThat(Tally.counted()).containsExactly("50 while held: false");
  }

  @Test
  void a_new_incarnation_is_built_from_its_own_ledger_before_it_is_fed() throws SQLException {
    relay();
    ledger.append(learners(30));
    ProjectionRuntime before = runtime();
    awaitAll();
    before.stop();
    Tally.execute("update tally.seen set learner = 'from another life'");
    topic = TestStack.topic(Map.of(district, "second"));
    freshness = freshness();
    relay();
    runtime();
    ledger.append(learners(5));
    awaitAll();
    assertThat(Tally.seen(district)).isEqualTo(35);
    try (var connection = TestStack.tables().getConnection()) {
      assertThat(CheckpointJdbc.all(connection, "tally"))
          .allMatch(checkpoint -> checkpoint.incarnation().equals("second"));
    }
  }

  @Test
  void a_rebuild_that_is_given_up_leaves_the_live_tables_and_can_be_begun_again()
      throws SQLException {
    relay();
    feed();
    ledger.append(learners(50));
    awaitAll();
    Rebuild given = rebuild();
    given.stop();
    assertThatThrownBy(() -> given.run(tally, Differences.REFUSE))
        .isInstanceOf(CancellationException.class);
    assertThat(Tally.seen(district)).isEqualTo(50);
    assertThat(freshness.state(tally.name(), district).rebuild())
        .extracting(Freshness.Rebuilding::position)
        .isEqualTo(-1L);
    assertThat(rebuild().run(tally, Differences.REFUSE).swapped()).isTrue();
  }

  @Test
  void another_event_at_the_position_of_a_dropped_one_is_not_done_without() throws SQLException {
    relay();
    tally.mishap(RebuildIT::failOnPathway);
    ledger.append(learners(30));
    ledger.append(started("S-7"));
    ProjectionRuntime before = runtime();
    awaitAll();
    var dropped = parked().drop(district, 30, "sent in error", "sis");
    assertThat(dropped).isPresent();
    before.stop();
    tally.mishap(event -> {});
    topic = TestStack.topic(Map.of(district, "second"));
    freshness = freshness();
    relay();
    runtime();
    awaitAll();
    assertThat(Tally.seen(district)).isEqualTo(31);
    assertThat(parked().list(district, -1, 10)).isEmpty();
  }

  @Test
  void what_is_dropped_during_a_rebuild_is_dropped_in_the_new_tables() throws SQLException {
    relay();
    tally.mishap(RebuildIT::failOnPathway);
    feed();
    ledger.append(learners(30));
    ledger.append(started("S-7"));
    ledger.append(learners(30));
    awaitAll();
    AtomicBoolean first = new AtomicBoolean(true);
    tally.mishap(event -> {
      if (first.getAndSet(false)) {
        assertThat(parked().drop(district, 30, "sent in error", "sis")).isPresent();
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
        .extracting(Parked::position, Parked::droppedReason)
        .containsExactly(tuple(30L, "sent in error"));
  }

  @Test
  void a_drop_of_what_the_new_tables_have_not_reached_repeats_nothing() throws SQLException {
    relay();
    tally.mishap(RebuildIT::failOnPathway);
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

  @Test
  void a_rebuild_does_not_wait_for_those_who_read_the_tables_it_replaced() throws Exception {
    relay();
    feed();
    ledger.append(learners(50));
    awaitAll();
    CompletableFuture<Boolean> swapped = new CompletableFuture<>();
    try (Connection reader = TestStack.tables().getConnection();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("select from tally.seen");
      swapped.completeAsync(this::swaps, task -> Thread.startVirtualThread(task));
      assertThat(swapped.get(30, SECONDS)).isTrue();
      assertThat(Tally.seen(district)).isEqualTo(50);
      reader.rollback();
    }
    assertThat(swaps()).as("the next one drops them").isTrue();
  }

  @Test
  void an_earlier_state_that_nobody_looks_at_any_more_is_dropped_by_the_next_one()
      throws Exception {
    ledger.append(learners(10));
    Tally.execute("create schema tally_past_00000000 create table seen (district text)");
    List<String> meanwhile = new ArrayList<>();
    past()
        .at(
            tally,
            district,
            9,
            (held, reached) -> {
              past().at(tally, district, 4, (other, less) -> {}); // in another process
              meanwhile.addAll(pasts());
              assertThat(meanwhile).as("the one that is looked at").containsExactly(held);
            });
    assertThat(meanwhile).hasSize(1);
    assertThat(pasts()).isEmpty();
  }

  @Test
  void an_earlier_state_that_a_killed_process_left_behind_is_dropped_by_the_next_start()
      throws SQLException {
    Tally.execute("create schema tally_past_00000000 create table seen (district text)");
    runtime();
    assertThat(pasts()).isEmpty();
  }

  private PastTables past() {
    return new PastTables(TestStack.tables(), districts, topic);
  }

  private static List<String> pasts() {
    try {
      return Tally.schemas("tally_past_");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean swaps() {
    try {
      return rebuild().run(tally, Differences.REFUSE).swapped();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_drop_that_waits_for_the_swap_holds_in_the_new_tables() throws Exception {
    relay();
    tally.mishap(RebuildIT::failOnPathway);
    feed();
    ledger.append(learners(30));
    ledger.append(started("S-7"));
    awaitAll();
    Thread rebuilding = Thread.currentThread();
    AtomicBoolean first = new AtomicBoolean(true);
    CompletableFuture<Boolean> drop = new CompletableFuture<>();
    tally.mishap(event -> {
      failOnPathway(event);
      if (Thread.currentThread() == rebuilding && first.getAndSet(false)) {
        ledger.append(learners(1)); // is applied while all feeds are held
        awaitAll();
      } else if (Thread.currentThread() == rebuilding && event.position() == 31) {
        drop.completeAsync(this::drops, task -> Thread.startVirtualThread(task));
        await().until(RebuildIT::somebodyWaits);
      }
    });
    assertThat(rebuild().run(tally, Differences.REFUSE).swapped()).isTrue();
    assertThat(drop.get()).isTrue();
    assertOnlyTheThirtiethIsDropped();
  }

  @Test
  void what_waits_to_be_mended_goes_on_waiting_in_the_new_tables_and_does_not_begin_to()
      throws SQLException {
    relay();
    tally.mishap(RebuildIT::failOnPathway);
    feed();
    ledger.append(learners(30));
    ledger.append(started("S-7"));
    awaitAll();
    List<Parked> before = parked().list(district, -1, 100);
    assertThat(rebuild().run(tally, Differences.REFUSE).swapped()).isTrue();
    assertThat(parked().list(district, -1, 100)).hasSize(1).isEqualTo(before);
  }

  private boolean drops() {
    try {
      return parked().drop(district, 30, "sent in error", "sis").isPresent();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean somebodyWaits() throws SQLException {
    try (Connection connection = TestStack.tables().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select exists (
                  select from pg_locks
                  where not granted and relation = 'tally.checkpoint'::regclass
                    and mode = 'RowShareLock')
                """)) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static void failOnPathway(ProjectedEvent event) {
    if (event.event() instanceof PathwayStarted) {
      throw new IllegalStateException("no such thing");
    }
  }

  private static ProgressionEvent started(String learner) {
    return new PathwayStarted(new LearnerId(learner), new PathwayId("p"), 1, "first");
  }

  private ParkedEvents parked() {
    return new ParkedEvents(
        new ProjectionWriter(tally, tally.name(), TestStack.tables()), districts, topic);
  }

  private ProjectionRuntime newRuntime() {
    return new ProjectionRuntime(
        List.of(tally),
        TestStack.tables(),
        districts,
        topic,
        freshness,
        new ProjectionRuntime.Wish(java.util.Set.of(), false));
  }

  private ProjectionRuntime runtime() {
    ProjectionRuntime runtime = newRuntime();
    opened.add(runtime::stop);
    runtime.start();
    return runtime;
  }

  private Freshness freshness() {
    return new Freshness(TestStack.tables(), districts, topic, Duration.ofSeconds(60));
  }

  private Rebuild rebuild() {
    return new Rebuild(TestStack.tables(), districts, topic);
  }

  /** Writes all the time, so that a feed is in the middle of something whenever it is held. */
  private void appendUntil(AtomicBoolean done) {
    while (!done.get()) {
      ledger.append(learners(5));
      awaitAll();
    }
  }

  /** Reads all the time; what a reader sees must never be a table that is half full. */
  private long fewestSeen(AtomicBoolean done) {
    try {
      long fewest = Long.MAX_VALUE;
      while (!done.get()) {
        fewest = Math.min(fewest, Tally.seen(district));
      }
      return fewest;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void relay() {
    Relay relay = ledger.relay(topic);
    opened.add(relay);
    relay.start();
  }

  private void feed() {
    ProjectionFeed feed =
        new ProjectionFeed(
            tally,
            new ProjectionWriter(tally, tally.name(), TestStack.tables()),
            districts,
            topic,
            new FeedReader(),
            freshness.commits(tally.name()));
    opened.add(feed);
    feed.start();
  }

  private void awaitAll() {
    freshness.await(tally.name(), district, Long.toString(ledger.reader().head().position()));
  }

  private static List<ProgressionEvent> learners(int count) {
    return IntStream.range(0, count)
        .<ProgressionEvent>mapToObj(n -> new LearnerEnrolled(new LearnerId("S-" + n)))
        .toList();
  }
}
