package progression.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import progression.ledger.ChainVerifier.Verdict;
import progression.ledger.Crashes.Victim;
import progression.localstack.LocalPostgres;

/**
 * The disk is full, or fails. This takes Linux, the right to mount a file system, and {@code
 * strace}; where one is missing it fails. Hence it is run by name or with {@code -Pdisks}, as
 * {@code .ci/run} does.
 */
class DiskFailures {

  private static final int FAILURES = Integer.getInteger("ledger.disk.failures", 3);
  private static final long SEED = Long.getLong("ledger.seed", System.nanoTime());
  private static final String DISTRICT = "disk";
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  private final Map<UUID, Long> acknowledged = new HashMap<>();

  @Test
  void while_tables_cannot_grow_appends_are_refused_and_then_go_on_by_themselves()
      throws Exception {
    try (FullDisk disk = new FullDisk(TARGET.resolve("full-tables"), "256m");
        CrashingPostgres database = new CrashingPostgres(disk.path().resolve("postgres"));
        HikariDataSource pool = pool(database.postgres());
        Ledger ledger = new Ledger(DISTRICT, pool)) {
      ledger.provision();
      append(ledger);
      assertThat(ledger.isWritable()).isTrue();

      disk.leave(1 << 20);
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> appendUntilItFails(ledger))
            .hasCauseInstanceOf(LedgerUnavailableException.class);
        assertThat(ledger.isWritable()).isFalse();
      }
      assertIntact(ledger, pool);

      disk.free();
      assertThat(ledger.isWritable()).isTrue();
      append(ledger);
      assertIntact(ledger, pool);
      assertThat(database.panics("")).isZero();
    }
  }

  @Test
  void where_the_log_cannot_grow_postgresql_ends_and_has_lost_nothing_when_it_is_started_again()
      throws Exception {
    try (FullDisk disk = new FullDisk(TARGET.resolve("full-log"), "256m");
        CrashingPostgres database = new CrashingPostgres(disk.path().resolve("postgres"));
        HikariDataSource pool = pool(database.postgres());
        Ledger ledger = impatient(pool)) {
      pool.setConnectionTimeout(1_000);
      ledger.provision();
      append(ledger);

      disk.leave(12 << 20); // less than a segment of the log
      assertThatThrownBy(() -> appendUntilItFails(ledger))
          .cause()
          .isInstanceOfAny(LedgerUnavailableException.class, OutcomeUnknownException.class);
      Awaitility.await().until(() -> !database.isRunning());
      assertThat(ledger.isWritable()).isFalse();
      assertThat(database.panics("No space left on device")).isEqualTo(1);

      disk.free();
      database.restart();
      Awaitility.await().until(ledger::isWritable);
      append(ledger);
      assertIntact(ledger, pool);
    }
  }

  @Test
  void what_was_acknowledged_stands_though_fsync_fails() throws Exception {
    Path directory = TARGET.resolve("fsync-%x".formatted(SEED));
    try (CrashingPostgres database = new CrashingPostgres(directory);
        Crashes crashes = new Crashes(database, DISTRICT, "", new Random(SEED))) {
      for (int i = 0; i < FAILURES; i++) {
        crashes.crash(Victim.DISK);
        assertThat(database.panics("sync")).as("failing fsync").isGreaterThan(i);
        assertThat(crashes.complaints()).as("failure %d of seed %d", i, SEED).isEmpty();
      }
      crashes.finish();
      System.out.printf("seed %d: %s%n", SEED, crashes.summary());
      assertThat(crashes.complaints()).as("seed %d", SEED).isEmpty();
    }
  }

  /** Appends half a megabyte. */
  private void append(Ledger ledger) {
    String payload = "\"%s\"".formatted("0123456789".repeat(1_000));
    List<PendingEvent> events =
        IntStream.range(0, 50)
            .mapToObj(i -> Requests.event(UUID.randomUUID(), payload, "a=" + i))
            .toList();
    long last = ledger.append(new AppendRequest(List.of(), events, Priority.INTERACTIVE)).join();
    for (int i = 0; i < events.size(); i++) {
      acknowledged.put(events.get(i).id(), last - events.size() + 1 + i);
    }
  }

  private void appendUntilItFails(Ledger ledger) {
    for (int i = 0; i < 1_000; i++) {
      append(ledger);
    }
  }

  /** Every acknowledged event stands at its position, nothing else does, and the chain holds. */
  private void assertIntact(Ledger ledger, DataSource dataSource) throws SQLException {
    Map<UUID, Long> stands = new HashMap<>();
    for (long next = -1; next < ledger.head().position(); ) {
      for (StoredEvent event : ledger.reader().after(next, 500)) {
        stands.put(event.id(), event.position());
        next = event.position();
      }
    }
    assertThat(stands).containsAllEntriesOf(acknowledged);
    assertThat(stands.size() % 50).as("appends are whole").isZero();
    try (Connection connection = dataSource.getConnection()) {
      assertThat(new ChainVerifier(ledger).verify(connection))
          .isEqualTo(new Verdict.Intact(ledger.head()));
    }
  }

  private static HikariDataSource pool(LocalPostgres postgres) {
    return LedgerPool.open(postgres.jdbcUrl(), postgres.username(), postgres.password(), 3);
  }

  /** Asks for a second what became of a commit. */
  private static Ledger impatient(DataSource dataSource) {
    return new Ledger(
        DISTRICT,
        dataSource,
        new ReadJdbc(DISTRICT, Ledger.schema(DISTRICT)),
        (pool, jdbc, signal) -> new GroupCommitAppender(pool, jdbc, signal, Duration.ofSeconds(1)));
  }
}
