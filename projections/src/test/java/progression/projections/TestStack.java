package progression.projections;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import progression.ledger.LedgerPool;
import progression.localstack.LocalStack;
import progression.relay.EventTopic;

/** One PostgreSQL and one broker for all tests of this process, and districts nobody else uses. */
public final class TestStack {

  public static final int PARTITIONS = 3;

  private static final AtomicInteger DISTRICTS = new AtomicInteger();
  private static final LocalStack STACK =
      LocalStack.start(
          Path.of("target", "stack-" + ProcessHandle.current().pid()).toAbsolutePath());
  private static final HikariDataSource LEDGERS =
      LedgerPool.open(STACK.jdbcUrl(), STACK.username(), STACK.password(), 20);
  private static final HikariDataSource TABLES = new HikariDataSource();

  static {
    TABLES.setJdbcUrl(STACK.jdbcUrl());
    TABLES.setUsername(STACK.username());
    TABLES.setPassword(STACK.password());
    Runtime.getRuntime().addShutdownHook(new Thread(TestStack::stop));
  }

  private TestStack() {}

  private static void stop() {
    LEDGERS.close();
    TABLES.close();
    STACK.close();
  }

  /** Where ledgers are kept. */
  public static HikariDataSource ledgers() {
    return LEDGERS;
  }

  /** Where projections keep their tables. */
  public static HikariDataSource tables() {
    return TABLES;
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
        Map.of("bootstrap.servers", STACK.bootstrapServers()), PARTITIONS, incarnations);
  }

  public static String newDistrict() {
    return "proj-" + DISTRICTS.incrementAndGet();
  }
}
