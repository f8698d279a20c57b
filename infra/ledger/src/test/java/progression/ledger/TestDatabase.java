package progression.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import progression.teststack.TestPostgres;

/** One durable PostgreSQL for all tests of this process, and districts that nobody else uses. */
public final class TestDatabase {

  private static final AtomicInteger DISTRICTS = new AtomicInteger();
  private static final TestPostgres POSTGRES =
      TestPostgres.start(
          Path.of("target", "postgres-" + ProcessHandle.current().pid()).toAbsolutePath());

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(POSTGRES::close));
  }

  private TestDatabase() {}

  public static TestPostgres postgres() {
    return POSTGRES;
  }

  public static HikariDataSource pool(int size) {
    return pool(POSTGRES.jdbcUrl(), size);
  }

  /** The same database by another way. */
  static HikariDataSource pool(String jdbcUrl, int size) {
    return LedgerPool.open(jdbcUrl, POSTGRES.username(), POSTGRES.password(), size);
  }

  public static String newDistrict() {
    return "d-" + DISTRICTS.incrementAndGet();
  }
}
