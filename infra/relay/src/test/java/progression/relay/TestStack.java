package progression.relay;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import progression.ledger.LedgerPool;
import progression.teststack.TestKafka;
import progression.teststack.TestPostgres;

/** One PostgreSQL and one broker for all tests of this process, and districts nobody else uses. */
final class TestStack {

  private static final AtomicInteger DISTRICTS = new AtomicInteger();
  private static final Path DIRECTORY =
      Path.of("target", "stack-" + ProcessHandle.current().pid()).toAbsolutePath();
  private static final TestPostgres POSTGRES = TestPostgres.start(DIRECTORY.resolve("postgresql"));
  private static final TestKafka KAFKA = TestKafka.start(DIRECTORY.resolve("kafka"));

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(TestStack::stop));
  }

  private TestStack() {}

  private static void stop() {
    KAFKA.close();
    POSTGRES.close();
  }

  static HikariDataSource pool() {
    return pool("postgres");
  }

  static HikariDataSource pool(String database) {
    return LedgerPool.open(
        POSTGRES.jdbcUrl().replaceFirst("/postgres$", "/" + database),
        POSTGRES.username(),
        POSTGRES.password(),
        6);
  }

  static EventTopic topic(int partitions, Map<String, String> incarnations) {
    return new EventTopic(
        Map.of("bootstrap.servers", KAFKA.bootstrapServers()), partitions, incarnations);
  }

  static String newDistrict() {
    return "relay-" + DISTRICTS.incrementAndGet();
  }
}
