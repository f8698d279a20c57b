package progression.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import progression.ledger.Ledger;
import progression.ledger.LedgerPool;
import progression.ledger.Ledgers;
import progression.localstack.LocalPostgres;

/** The one PostgreSQL that everything runs on, with the settings the product runs it with. */
final class Database implements AutoCloseable {

  /** As many as the server gives its ledgers. */
  private static final int CONNECTIONS = 20;

  private final AtomicInteger districts = new AtomicInteger();
  private final LocalPostgres postgres;
  private final HikariDataSource pool;

  private Database(LocalPostgres postgres) {
    this.postgres = postgres;
    this.pool = pool();
  }

  static Database start(Path directory) {
    return new Database(LocalPostgres.start(directory));
  }

  LocalPostgres postgres() {
    return postgres;
  }

  /** Connections as the ledger's own. */
  HikariDataSource connections() {
    return pool;
  }

  /** A pool like the ledger's, the caller's to close. */
  HikariDataSource pool() {
    return LedgerPool.open(
        postgres.jdbcUrl(), postgres.username(), postgres.password(), CONNECTIONS);
  }

  /** An empty ledger of its own. Its schema goes when it is closed. */
  FreshLedger freshLedger() throws SQLException {
    String district = newDistrict();
    FreshLedger fresh = new FreshLedger(this, Ledgers.open(Map.of(district, pool)), district);
    settle();
    return fresh;
  }

  String newDistrict() {
    return "bench-" + districts.incrementAndGet();
  }

  /** The same start for everybody: what others have left to be written is written. */
  void settle() throws SQLException {
    SetupJdbc.checkpoint(pool);
  }

  record FreshLedger(Database database, Ledgers ledgers, String district) implements AutoCloseable {

    Ledger ledger() {
      return ledgers.of(district);
    }

    @Override
    public void close() throws SQLException {
      String schema = ledger().schema();
      ledgers.close();
      SetupJdbc.drop(database.pool, schema);
    }
  }

  @Override
  public void close() {
    pool.close();
    postgres.close();
  }
}
