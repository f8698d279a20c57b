package progression.teststack;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import progression.localstack.LocalPostgres;

/** A durable PostgreSQL 18 on loopback for tests, with the database {@code postgres}. */
public final class TestPostgres implements AutoCloseable {

  private final int port;
  private final String password;
  private final Runnable stop;

  private TestPostgres(int port, String password, Runnable stop) {
    this.port = port;
    this.password = password;
    this.stop = stop;
  }

  /**
   * Starts it and returns when it accepts connections.
   *
   * @param directory where an embedded one keeps its data; a container brings its own
   */
  public static TestPostgres start(Path directory) {
    return switch (Kind.chosen()) {
      case EMBEDDED -> {
        LocalPostgres server = LocalPostgres.start(directory);
        yield new TestPostgres(server.port(), server.password(), server::close);
      }
      case CONTAINERS -> inContainer();
    };
  }

  private static TestPostgres inContainer() {
    String password = "only-for-tests";
    GenericContainer<?> container =
        Containers.of("postgres:18", "progression/postgresql", 5432, 0)
            .withEnv("POSTGRES_PASSWORD", password)
            .withEnv(
                "POSTGRES_INITDB_ARGS",
                "--encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8")
            .withCommand(
                "postgres -c fsync=on -c synchronous_commit=on -c full_page_writes=on"
                    + " -c shared_buffers=128MB -c max_connections=100 -c max_wal_size=3GB")
            .waitingFor(new AnswersQueries(password));
    container.start();
    return new TestPostgres(container.getMappedPort(5432), password, container::stop);
  }

  /** While it initialises itself the port is open already, and what the log says differs. */
  private static final class AnswersQueries extends AbstractWaitStrategy {
    private final String password;

    AnswersQueries(String password) {
      this.password = password;
    }

    @Override
    protected void waitUntilReady() {
      DataSource postgres = dataSource(waitStrategyTarget.getMappedPort(5432), password);
      await()
          .atMost(startupTimeout)
          .pollInterval(Duration.ofMillis(50))
          .failFast("the container has ended", () -> !waitStrategyTarget.isRunning())
          .ignoreExceptionsInstanceOf(SQLException.class)
          .until(() -> {
            try (Connection connection = postgres.getConnection()) {
              return connection.isValid(1);
            }
          });
    }
  }

  /** The port it listens on, on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** For example {@code jdbc:postgresql://127.0.0.1:54321/postgres}. */
  public String jdbcUrl() {
    return jdbcUrl(port);
  }

  /** The database user, a superuser. */
  public String username() {
    return "postgres";
  }

  /** The user's password. */
  public String password() {
    return password;
  }

  /** A plain data source without a pool: every connection is a new one. */
  public DataSource dataSource() {
    return dataSource(port, password);
  }

  private static String jdbcUrl(int port) {
    return "jdbc:postgresql://%s:%d/postgres".formatted(Containers.HOST, port);
  }

  private static DataSource dataSource(int port, String password) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(jdbcUrl(port));
    dataSource.setUser("postgres");
    dataSource.setPassword(password);
    return dataSource;
  }

  /** Stops it; a container is removed with its data. */
  @Override
  public void close() {
    stop.run();
  }
}
