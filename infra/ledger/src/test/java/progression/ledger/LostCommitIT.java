package progression.ledger;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** The backend dies around a commit, so that the answer to it never comes. */
class LostCommitIT {

  private interface Fate {
    void meet(Connection connection) throws SQLException;
  }

  private final HikariDataSource pool = TestDatabase.pool(3);
  private final AtomicReference<Fate> nextCommit = new AtomicReference<>(Connection::commit);
  private final Ledger ledger = new Ledger(TestDatabase.newDistrict(), fateful(pool));

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
    nextCommit.set(connection -> {
      connection.commit();
      kill(connection);
      connection.createStatement().execute("select"); // Notices that nobody is there.
    });

    assertThat(ledger.append(Requests.append("a=1")).join()).isEqualTo(1);
    assertThat(ledger.head().position()).isEqualTo(1);
    assertThat(ledger.append(Requests.append("a=2")).join()).isEqualTo(2);
  }

  @Test
  void a_commit_that_did_not_take_place_is_not_acknowledged() {
    nextCommit.set(connection -> {
      kill(connection);
      connection.commit();
    });

    assertThatThrownBy(() -> ledger.append(Requests.append("a=1")).join())
        .hasCauseInstanceOf(LedgerUnavailableException.class);
    assertThat(ledger.head().position()).isZero();
    assertThat(ledger.append(Requests.append("a=2")).join()).isEqualTo(1);
  }

  @Test
  void what_another_node_wrote_to_the_same_positions_is_not_taken_for_ours() {
    nextCommit.set(connection -> {
      kill(connection);
      try (Ledger other = new Ledger(ledger.district(), pool)) {
        other.append(Requests.append("rival=2")).join();
      }
      connection.commit();
    });

    assertThatThrownBy(() -> ledger.append(Requests.append("a=1")).join())
        .hasCauseInstanceOf(LedgerUnavailableException.class);
    assertThat(ledger.reader().at(1).orElseThrow().tags()).containsExactly("rival=2");
  }

  @Test
  void a_mistake_around_a_commit_is_told_and_does_not_stop_the_ledger() {
    nextCommit.set(connection -> {
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

  /** Connections whose next commit meets the fate that is set. */
  private DataSource fateful(DataSource dataSource) {
    return proxy(
        DataSource.class,
        dataSource,
        "getConnection",
        () -> {
          Connection connection = dataSource.getConnection();
          return proxy(
              Connection.class,
              connection,
              "commit",
              () -> {
                nextCommit.getAndSet(Connection::commit).meet(connection);
                return Void.class;
              });
        });
  }

  private interface Instead {
    Object happens() throws SQLException;
  }

  private static <T> T proxy(Class<T> type, T target, String method, Instead instead) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> {
              if (called.getName().equals(method)) {
                Object result = instead.happens();
                return called.getReturnType() == void.class ? null : result;
              }
              try {
                return called.invoke(target, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
