package progression.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** Connections to a PostgreSQL server that holds ledgers. */
public final class LedgerPool {

  /**
   * Settings of every session. The statements of a ledger are index probes whatever its size is; a
   * plan made while the ledger was small must not scan it when it has grown.
   */
  private static final String SESSION =
      String.join(
          " ",
          "-c jit=off",
          "-c enable_seqscan=off",
          "-c enable_hashjoin=off",
          "-c enable_mergejoin=off",
          "-c plan_cache_mode=force_generic_plan",
          "-c lock_timeout=20s",
          "-c statement_timeout=60s",
          "-c idle_in_transaction_session_timeout=60s");

  private LedgerPool() {}

  /**
   * Opens a pool. One connection of it listens for news, and each ledger being written to holds
   * one; the rest read.
   *
   * @param url a JDBC URL
   * @param size connections at most, at least 3
   */
  public static HikariDataSource open(String url, String user, String password, int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("ledger");
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(10_000);
    config.addDataSourceProperty("ApplicationName", "progression-ledger");
    config.addDataSourceProperty("options", SESSION);
    config.addDataSourceProperty("prepareThreshold", "1");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    return new HikariDataSource(config);
  }
}
