package progression.ledger;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;

/** The backend dies around a commit, so that the answer to it never comes. */
@ParameterizedClass
@EnumSource
class LostCommitIT {

  private interface Commit {
    void go() throws SQLException;
  }

  private interface Fate {
    void meet(Connection connection, Commit commit) throws SQLException;
  }

  private static final Fate NONE = (connection, commit) -> commit.go();

  private final HikariDataSource pool = TestDatabase.pool(3);
  private final AtomicReference<Fate> nextCommit = new AtomicReference<>(NONE);
  private final AtomicBoolean out = new AtomicBoolean();
  private final String district = TestDatabase.newDistrict();
  private final Ledger ledger;

  LostCommitIT(Way way) {
    ledger =
        new Ledger(
            district,
            pool,
            new ReadJdbc(district, Ledger.schema(district)),
            (dataSource, jdbc, signal) -> way.appender(dataSource, fateful(), signal));
  }

  @BeforeEach
  void provision() {
    new Ledger(ledger.district(), pool).provision();
    ledger.append(Requests.append("a=0")).join();
  }

  @AfterEach
  void close() {
    ledger.close();
    pool.close();
  }

  @Test
  void a_commit_that_took_place_is_acknowledged_though_its_answer_was_lost() {
    nextCommit.set((connection, commit) -> {
      commit.go();
      kill(connection);
      connection.createStatement().execute("select"); // Notices that nobody is there.
    });

    assertThat(ledger.append(Requests.append("a=1")).join()).isEqualTo(1);
    assertThat(ledger.head().position()).isEqualTo(1);
    assertThat(ledger.append(Requests.append("a=2")).join()).isEqualTo(2);
  }

  @Test
  void a_commit_that_took_place_is_acknowledged_though_what_stood_behind_it_was_canceled() {
    nextCommit.set((connection, commit) -> {
      commit.go();
      throw new SQLException("canceling statement due to user request", "57014");
    });

    assertThat(ledger.append(Requests.append("a=1")).join()).isEqualTo(1);
    assertThat(ledger.append(Requests.append("a=2")).join()).isEqualTo(2);
  }

  @Test
  void a_commit_that_did_not_take_place_is_not_acknowledged() {
    nextCommit.set((connection, commit) -> {
      kill(connection);
      commit.go();
    });

    assertThatThrownBy(() -> ledger.append(Requests.append("a=1")).join())
        .hasCauseInstanceOf(LedgerUnavailableException.class);
    assertThat(ledger.head().position()).isZero();
    assertThat(ledger.append(Requests.append("a=2")).join()).isEqualTo(1);
  }

  @Test
  void what_another_node_wrote_to_the_same_positions_is_not_taken_for_ours() {
    nextCommit.set((connection, commit) -> {
      kill(connection);
      try (Ledger other = new Ledger(ledger.district(), pool)) {
        other.append(Requests.append("rival=2")).join();
      }
      commit.go();
    });

    assertThatThrownBy(() -> ledger.append(Requests.append("a=1")).join())
        .hasCauseInstanceOf(LedgerUnavailableException.class);
    assertThat(ledger.reader().at(1).orElseThrow().tags()).containsExactly("rival=2");
  }

  @Test
  void what_waits_behind_a_lost_commit_hears_of_an_outage_and_not_of_an_unknown_outcome() {
    AtomicReference<CompletableFuture<Long>> waiting = new AtomicReference<>();
    nextCommit.set((connection, commit) -> {
      commit.go();
      out.set(true);
      waiting.set(ledger.append(Requests.append("a=2")));
      kill(connection);
      connection.createStatement().execute("select"); // Notices that nobody is there.
    });

    CompletableFuture<Long> lost = ledger.append(Requests.append("a=1"));

    await().until(() -> waiting.get() != null);
    assertThatThrownBy(() -> waiting.get().orTimeout(1, MINUTES).join())
        .hasCauseInstanceOf(LedgerUnavailableException.class);
    assertThat(lost).isNotDone();
    out.set(false);
    assertThat(lost.orTimeout(1, MINUTES).join()).isEqualTo(1);
    assertThat(ledger.append(Requests.append("a=3")).orTimeout(1, MINUTES).join()).isEqualTo(2);
  }

  @Test
  void a_mistake_around_a_commit_is_told_and_does_not_stop_the_ledger() {
    nextCommit.set((connection, commit) -> {
      throw new IllegalStateException("a mistake");
    });

    assertThatThrownBy(() -> ledger.append(Requests.append("a=1")).orTimeout(1, MINUTES).join())
        .hasCauseInstanceOf(OutcomeUnknownException.class);
    assertThat(ledger.append(Requests.append("a=2")).orTimeout(1, MINUTES).join()).isEqualTo(1);
  }

  private static void kill(Connection connection) throws SQLException {
    int backend = connection.unwrap(PGConnection.class).getBackendPID();
    try (Connection killer = TestDatabase.postgres().dataSource().getConnection();
        Statement statement = killer.createStatement()) {
      statement.execute("select pg_terminate_backend(%d, 5000)".formatted(backend));
    }
  }

  /** Statements whose next commit meets the fate that is set. */
  private AppendJdbc fateful() {
    return new AppendJdbc(district, Ledger.schema(district)) {
      @Override
      void begin(Connection connection) throws SQLException {
        if (out.get()) {
          throw new SQLException("nobody is there", "08006");
        }
        super.begin(connection);
      }

      @Override
      void commit(Connection connection) throws SQLException {
        nextCommit.getAndSet(NONE).meet(connection, () -> super.commit(connection));
      }

      @Override
      Optional<ClockReading> appendAtOnce(
          Connection connection, Addition addition, Wanted conditions) throws SQLException {
        AtomicReference<Optional<ClockReading>> clock = new AtomicReference<>(Optional.empty());
        nextCommit
            .getAndSet(NONE)
            .meet(
                connection, () -> clock.set(super.appendAtOnce(connection, addition, conditions)));
        return clock.get();
      }
    };
  }
}
