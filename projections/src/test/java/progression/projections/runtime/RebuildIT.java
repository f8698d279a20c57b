package progression.projections.runtime;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import progression.kernel.LearnerId;
import progression.projections.TestStack;
import progression.projections.runtime.Rebuild.Differences;

/** What a rebuild makes, and how it ends. */
class RebuildIT extends TallyFixture {

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
    assertThat(meters.get("progression.projection.rebuild.failed").gauge().value()).isEqualTo(1);
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
    incarnation("second");
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
  void a_rebuild_that_failed_is_told_with_the_reason_until_the_next_one() throws SQLException {
    relay();
    runtime();
    ledger.append(learners(5));
    awaitAll();
    tally.mishap(event -> {
      if (Thread.currentThread().getName().equals("rebuild")) {
        throw new SQLException("no space left", "53100");
      }
    });
    Instant before = Instant.now();
    ProjectionRuntime first = newRuntime(List.of(tally), Set.of("tally"));
    opened.add(first::stop);
    first.start();
    await().atMost(60, SECONDS).until(() -> failure() != null);
    runtime();
    assertThat(freshness.state("tally", district).rebuild())
        .satisfies(failed -> {
          assertThat(failed.failure()).isEqualTo("no space left");
          assertThat(failed.updatedAt()).isAfter(before);
        });
    assertThat(Tally.schemas("tally_rebuilt")).as("what it left behind").isEmpty();
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    first.publish(meters);
    Gauge failed = meters.get("progression.projection.rebuild.failed").gauge();
    assertThat(failed.value()).isEqualTo(1);
    tally.mishap(event -> {});
    announce();
    assertThat(failure()).as("while the next one waits").isNull();
    assertThat(rebuild().run(tally, Differences.REFUSE).swapped()).isTrue();
    assertThat(freshness.state("tally", district).rebuild()).isNull();
    await().atMost(60, SECONDS).until(() -> failed.value() == 0);
  }

  @Test
  void a_failure_is_told_once_the_database_is_back_unless_another_process_is_at_it()
      throws SQLException {
    AtomicBoolean isAway = new AtomicBoolean(true);
    DataSource tables =
        new DelegatingDataSource(TestStack.tables()) {
          @Override
          public Connection getConnection() throws SQLException {
            if (isAway.getAndSet(false)) {
              throw new SQLException("away");
            }
            return super.getConnection();
          }
        };
    announce();
    try (Connection other = TestStack.connection()) {
      RebuildLockJdbc.lock(other, "tally");
      rebuild().tellFailed(tally, new SQLException("of an earlier one"));
      RebuildLockJdbc.unlock(other, "tally");
    }
    assertThat(failure()).isNull();
    new Rebuild(tables, districts, topic)
        .tellFailed(tally, new SQLException("broken off\n  Detail: Key (learner)=(S-1)"));
    assertThat(failure()).isEqualTo("broken off");
  }

  private @Nullable String failure() {
    return requireNonNull(freshness.state("tally", district).rebuild()).failure();
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

  /** Writes all the time, so that a feed is in the middle of something whenever it is held. */
  private void appendUntil(AtomicBoolean done) {
    while (!done.get()) {
      ledger.append(learners(5));
      awaitAll();
    }
  }

  @Test
  void a_rebuild_that_a_killed_process_was_at_is_forgotten_by_the_next_start() throws Exception {
    announce();
    Tally.execute("create schema tally_rebuilt");
    try (Connection other = TestStack.tables().getConnection()) {
      RebuildLockJdbc.lock(other, "tally");
      runtime();
      assertThat(freshness.state("tally", district).rebuild()).as("somebody is at it").isNotNull();
      assertThat(Tally.schemas("tally_rebuilt")).hasSize(1);
      RebuildLockJdbc.unlock(other, "tally");
    }
    runtime();
    assertThat(freshness.state("tally", district).rebuild()).isNull();
    assertThat(Tally.schemas("tally_rebuilt")).isEmpty();
  }

  @Test
  void rebuilds_that_a_living_process_has_not_begun_are_told_whatever_else_starts()
      throws Exception {
    CompletableFuture<Void> goOn = new CompletableFuture<>();
    tally.mishap(event -> holdRebuild(goOn));
    List<Projection> both = List.of(tally, aside(event -> holdRebuild(goOn)));
    opened.add(() -> Tally.execute("drop schema aside cascade"));
    relay();
    start(both, Set.of());
    ledger.append(learners(5));
    awaitAll();
    freshness.await("aside", district, "4");
    start(both, Set.of("tally", "aside"));
    opened.add(() -> goOn.complete(null));
    start(both, Set.of());
    assertThat(List.of("tally", "aside")).allMatch(this::isRebuilding);
    goOn.complete(null);
    await().atMost(60, SECONDS).until(() -> !isRebuilding("tally") && !isRebuilding("aside"));
  }

  /** Another projection, that keeps nothing; without a name of its own, nobody looks for it. */
  private static Projection aside(Tally.Mishap mishap) {
    return new Projection() {
      @Override
      public String name() {
        return "aside";
      }

      @Override
      public void apply(Connection connection, List<ProjectedEvent> events) throws SQLException {
        for (ProjectedEvent event : events) {
          mishap.before(event);
        }
      }
    };
  }

  private void start(List<Projection> projections, Set<String> wished) {
    ProjectionRuntime runtime = newRuntime(projections, wished);
    opened.add(runtime::stop);
    runtime.start();
  }

  private static void holdRebuild(CompletableFuture<Void> goOn) {
    if (Thread.currentThread().getName().equals("rebuild")) {
      goOn.join();
    }
  }

  private boolean isRebuilding(String projection) {
    return freshness.state(projection, district).rebuild() != null;
  }

  /** As a process does that is killed before it begins. */
  private void announce() throws SQLException {
    try (Connection session = TestStack.tables().getConnection()) {
      rebuild().announce(session, tally);
      RebuildLockJdbc.standDown(session);
    }
  }

  @Test
  void a_rebuild_that_was_refused_stays_to_be_looked_at() throws Exception {
    announce();
    Tally.execute("create schema tally_rebuilt; update tally.rebuild set differing = 3");
    runtime();
    assertThat(requireNonNull(freshness.state("tally", district).rebuild()).differing())
        .isEqualTo(3);
    assertThat(Tally.schemas("tally_rebuilt")).hasSize(1);
    Tally.execute("drop schema tally_rebuilt");
  }

  @Test
  void what_is_not_read_is_passed_over_wherever_it_stands() throws Exception {
    tally.readNothingOfItsOwn();
    relay();
    feed();
    ledger.append(learners(20));
    ledger.appendUnreadable(new LearnerId("S-1"));
    ledger.append(learners(10));
    ledger.append(described(3));
    awaitAll();
    assertThat(refusing()).isEqualTo(new Rebuild.Report(34, 30, 0, true));
    ledger.append(described(2));
    ledger.append(learners(5));
    awaitAll();
    assertThat(Tally.seen(district)).isEqualTo(35);
    assertThat(freshness.state("tally", district).parked()).isZero();
  }

  @Test
  void tables_of_before_get_the_columns_that_came_later() throws Exception {
    Tally.execute("alter table tally.parked_event drop column dropped_on_behalf_of");
    Tally.execute("alter table tally.rebuild drop column failure");
    Tally.execute("delete from tally.flyway_schema_history where script = 'R__columns.sql'");
    ProjectionRuntime runtime = runtime();
    assertThat(runtime.parked(tally.name()).list(district, -1, 10)).isEmpty();
    assertThat(freshness.state("tally", district).rebuild()).isNull();
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
}
