package progression.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60) // An answer on the wrong thread shows as an append that waits for itself.
class AppendIT {

  private final HikariDataSource pool = TestDatabase.pool(3);
  private final Ledger ledger = new Ledger(TestDatabase.newDistrict(), pool);

  @BeforeEach
  void provision() {
    ledger.provision();
  }

  @AfterEach
  void close() {
    ledger.close();
    pool.close();
  }

  @Test
  void a_conflict_fails_alone_and_its_neighbours_are_unharmed() throws SQLException {
    ledger.append(Requests.append("a=1")).join();
    List<CompletableFuture<Long>> batch = new ArrayList<>();
    try (HeldLock lock = new HeldLock(ledger)) {
      CompletableFuture<Long> first = ledger.append(Requests.append("x=0"));
      awaitTaken();
      batch.add(ledger.append(Requests.unlessSince(-1, "a=1")));
      batch.add(ledger.append(Requests.unlessSince(-1, "b=1")));
      batch.add(ledger.append(Requests.unlessSince(-1, "b=1")));
      batch.add(ledger.append(Requests.unlessSince(0, "a=1")));
      assertThat(first).isNotDone();
    }

    assertRejected(batch.get(0));
    assertThat(batch.get(1).join()).isEqualTo(2);
    assertRejected(batch.get(2));
    assertThat(batch.get(3).join()).isEqualTo(3);
  }

  @Test
  void events_that_cannot_be_kept_fail_alone() throws SQLException {
    UUID id = UUID.randomUUID();
    ledger.append(only(Requests.event(id, "{}", "a=1"))).join();
    List<CompletableFuture<Long>> batch = new ArrayList<>();
    try (HeldLock lock = new HeldLock(ledger)) {
      ledger.append(Requests.append("x=0"));
      awaitTaken();
      batch.add(ledger.append(Requests.append("good=1")));
      batch.add(ledger.append(only(Requests.event(id, "{}", "taken=1"))));
      batch.add(ledger.append(only(Requests.event(UUID.randomUUID(), "\0", "null-byte=1"))));
      batch.add(ledger.append(Requests.append("good=2")));
    }

    assertThat(batch.get(0).join()).isEqualTo(2);
    for (CompletableFuture<Long> bad : batch.subList(1, 3)) {
      assertThatThrownBy(bad::join).hasCauseInstanceOf(IllegalArgumentException.class);
    }
    assertThat(batch.get(3).join()).isEqualTo(3);
  }

  @Test
  void half_a_character_is_refused_rather_than_altered() {
    assertThatThrownBy(() -> Requests.event(UUID.randomUUID(), "\ud800", "a=1"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void interactive_appends_enter_a_batch_before_bulk_ones() throws SQLException {
    CompletableFuture<Long> bulk;
    CompletableFuture<Long> interactive;
    try (HeldLock lock = new HeldLock(ledger)) {
      ledger.append(Requests.append("x=0"));
      awaitTaken();
      bulk = ledger.append(Requests.bulk(10, "night=1"));
      interactive = ledger.append(Requests.append("day=1"));
    }

    assertThat(interactive.join()).isEqualTo(1);
    assertThat(bulk.join()).isEqualTo(11);
  }

  @Test
  void a_queue_that_is_full_refuses_and_keeps_room_for_interactive_appends() throws SQLException {
    String megabyte = "x".repeat(1 << 20);
    try (HeldLock lock = new HeldLock(ledger)) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 100; i++) {
                  ledger.append(
                      new AppendRequest(
                          List.of(),
                          List.of(Requests.event(UUID.randomUUID(), megabyte, "night=1")),
                          Priority.BULK));
                }
              })
          .isInstanceOf(LedgerBusyException.class);
      ledger.append(Requests.append("day=1"));
    }
  }

  @Test
  void whoever_is_answered_may_wait_for_the_next_append() {
    CompletableFuture<Long> second =
        ledger
            .append(Requests.append("a=1"))
            .thenApply(first -> ledger.append(Requests.append("a=2")).join());

    assertThat(second.join()).isEqualTo(1);
  }

  @Test
  void an_idle_ledger_gives_its_connection_back() {
    ledger.append(Requests.append("a=1")).join();

    await().until(() -> pool.getHikariPoolMXBean().getActiveConnections() == 0);
    assertThat(ledger.append(Requests.append("a=2")).join()).isEqualTo(1);
  }

  @Test
  void closing_waits_for_what_was_queued() throws Exception {
    CompletableFuture<Long> first;
    CompletableFuture<Long> second;
    Thread closing;
    try (HeldLock lock = new HeldLock(ledger)) {
      first = ledger.append(Requests.append("a=1"));
      awaitTaken();
      second = ledger.append(Requests.append("a=2"));
      closing = Thread.startVirtualThread(ledger::close);
      assertThat(closing.join(Duration.ofMillis(100))).as("closed too early").isFalse();
    }
    closing.join();

    assertThat(ledger.head().position()).isEqualTo(1);
    assertThat(first.join()).isZero();
    assertThat(second.join()).isEqualTo(1);
  }

  @Test
  void a_ledger_that_is_opened_again_tells_how_far_it_is_before_anything_is_appended() {
    ledger.append(Requests.append("a=1")).join();
    MeterRegistry meters = new SimpleMeterRegistry();

    try (Ledger again = new Ledger(ledger.district(), pool)) {
      again.publish(meters);

      assertThat(meters.get("progression.ledger.head").gauge().value()).isZero();
    }
  }

  @Test
  void a_ledger_that_was_closed_takes_no_more() {
    ledger.close();

    assertThatThrownBy(() -> ledger.append(Requests.append("a=1")))
        .isInstanceOf(LedgerBusyException.class);
  }

  @Test
  void commit_times_never_run_backwards() throws SQLException {
    try (var connection = pool.getConnection();
        var statement = connection.createStatement()) {
      ledger.append(Requests.append("a=1")).join();
      statement.execute(
          "update %s.event set committed_at = '2999-01-01Z'".formatted(ledger.schema()));
    }
    try (Ledger other = new Ledger(ledger.district(), pool)) {
      for (int i = 2; i < 5; i++) {
        other.append(Requests.append("a=" + i)).join();
      }
    }

    assertThat(ledger.reader().after(-1, 9))
        .hasSize(4)
        .extracting(StoredEvent::committedAt)
        .containsOnly(Instant.parse("2999-01-01T00:00:00Z"));
  }

  @Test
  void an_event_is_not_recorded_before_it_was_sent_however_long_the_commit_before_it_took()
      throws SQLException {
    try (var connection = pool.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          create function %1$s.take_long() returns trigger language plpgsql as
            'begin perform pg_sleep(0.3); return null; end';
          create constraint trigger take_long after insert on %1$s.event
            deferrable initially deferred for each row execute function %1$s.take_long()
          """
              .formatted(ledger.schema()));
      for (int i = 0; i < 4; i++) {
        Instant before;
        try (var row = statement.executeQuery("select clock_timestamp()")) {
          row.next();
          before = row.getObject(1, OffsetDateTime.class).toInstant();
        }
        ledger.append(Requests.append("a=" + i)).join();
        assertThat(ledger.reader().at(i).orElseThrow().committedAt())
            .as("the append number %d", i)
            .isAfter(before.minusMillis(100)); // clocks are read from afar
      }
    }
  }

  /** Waits until the appender has taken what was queued, and so waits for the lock with it. */
  private void awaitTaken() {
    await().until(() -> pool.getHikariPoolMXBean().getActiveConnections() == 1);
  }

  private static AppendRequest only(PendingEvent event) {
    return new AppendRequest(List.of(), List.of(event), Priority.INTERACTIVE);
  }

  private static void assertRejected(CompletableFuture<Long> append) {
    assertThatThrownBy(append::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(AppendEventsTransactionRejectedException.class);
  }
}
