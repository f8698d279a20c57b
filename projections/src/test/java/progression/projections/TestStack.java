package progression.projections;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import progression.ledger.LedgerPool;
import progression.relay.EventTopic;
import progression.teststack.TestKafka;
import progression.teststack.TestPostgres;

/** One PostgreSQL and one broker for all tests of this process, and districts nobody else uses. */
public final class TestStack {

  public static final int PARTITIONS = 3;

  private static final AtomicInteger DISTRICTS = new AtomicInteger();
  private static final Path DIRECTORY =
      Path.of("target", "stack-" + ProcessHandle.current().pid()).toAbsolutePath();
  private static final TestPostgres POSTGRES = TestPostgres.start(DIRECTORY.resolve("postgresql"));
  private static final TestKafka KAFKA = TestKafka.start(DIRECTORY.resolve("kafka"));
  private static final HikariDataSource LEDGERS =
      LedgerPool.open(POSTGRES.jdbcUrl(), POSTGRES.username(), POSTGRES.password(), 20);
  private static final HikariDataSource TABLES = new HikariDataSource();

  static {
    TABLES.setJdbcUrl(POSTGRES.jdbcUrl());
    TABLES.setUsername(POSTGRES.username());
    TABLES.setPassword(POSTGRES.password());
    Runtime.getRuntime().addShutdownHook(new Thread(TestStack::stop));
  }

  private TestStack() {}

  private static void stop() {
    LEDGERS.close();
    TABLES.close();
    KAFKA.close();
    POSTGRES.close();
  }

  /** Where ledgers are kept. */
  public static HikariDataSource ledgers() {
    return LEDGERS;
  }

  /** Where projections keep their tables. */
  public static HikariDataSource tables() {
    return TABLES;
  }

  /** A database of its own for tables, the caller's to close. */
  public static HikariDataSource newTables(String database) {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + database);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    HikariDataSource tables = new HikariDataSource();
    tables.setJdbcUrl(POSTGRES.jdbcUrl().replaceFirst("/postgres$", "/" + database));
    tables.setUsername(POSTGRES.username());
    tables.setPassword(POSTGRES.password());
    return tables;
  }

  public static Connection connection() {
    try {
      return TABLES.getConnection();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public static EventTopic topic() {
    return topic(Map.of());
  }

  public static EventTopic topic(Map<String, String> incarnations) {
    return new EventTopic(
        Map.of("bootstrap.servers", KAFKA.bootstrapServers()), PARTITIONS, incarnations);
  }

  public static String newDistrict() {
    return "proj-" + DISTRICTS.incrementAndGet();
  }
}
