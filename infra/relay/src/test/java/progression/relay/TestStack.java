package progression.relay;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import progression.ledger.LedgerPool;
import progression.localstack.LocalStack;

/** One PostgreSQL and one broker for all tests of this process, and districts nobody else uses. */
final class TestStack {

  private static final AtomicInteger DISTRICTS = new AtomicInteger();
  private static final LocalStack STACK =
      LocalStack.start(
          Path.of("target", "stack-" + ProcessHandle.current().pid()).toAbsolutePath());

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(STACK::close));
  }

  private TestStack() {}

  static HikariDataSource pool() {
    return pool("postgres");
  }

  static HikariDataSource pool(String database) {
    return LedgerPool.open(
        STACK.jdbcUrl().replaceFirst("/postgres$", "/" + database),
        STACK.username(),
        STACK.password(),
        6);
  }

  static EventTopic topic(int partitions, Map<String, String> incarnations) {
    return new EventTopic(
        Map.of("bootstrap.servers", STACK.bootstrapServers()), partitions, incarnations);
  }

  static String newDistrict() {
    return "relay-" + DISTRICTS.incrementAndGet();
  }
}
