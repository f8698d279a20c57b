package progression.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/** The SQL around the measurements. */
final class SetupJdbc {

  /** The reference tables' schema. */
  static final String RAW = "raw";

  private static final String[] SETTINGS = {
    "server_version",
    "fsync",
    "synchronous_commit",
    "full_page_writes",
    "wal_sync_method",
    "shared_buffers",
    "max_wal_size"
  };

  private SetupJdbc() {}

  static void checkpoint(DataSource dataSource) throws SQLException {
    execute(dataSource, "checkpoint");
  }

  static void drop(DataSource dataSource, String schema) throws SQLException {
    execute(dataSource, "drop schema if exists " + schema + " cascade");
  }

  static void create(DataSource dataSource, String schema) throws SQLException {
    execute(dataSource, "create schema " + schema);
  }

  /** Rows that were just written are looked at for the first time by somebody: not by the clock. */
  static void vacuum(DataSource dataSource, String schema) throws SQLException {
    execute(dataSource, "vacuum (analyze) " + schema + ".event");
    execute(dataSource, "vacuum (analyze) " + schema + ".event_tag");
    checkpoint(dataSource);
  }

  /** Empty tables with the columns, keys and indexes of a ledger. */
  static void recreateRaw(DataSource dataSource, String ledgerSchema) throws SQLException {
    drop(dataSource, RAW);
    execute(
        dataSource,
        """
        create schema raw;
        create table raw.event (like %1$s.event including all);
        create table raw.event_tag (like %1$s.event_tag including all);
        create sequence raw.position minvalue 0
        """
            .formatted(ledgerSchema));
    checkpoint(dataSource);
  }

  /** How many more than ten events stand behind a tag of which only ten were to be. */
  static long beyondTen(DataSource dataSource, String schema) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select coalesce(sum(n - 10), 0) from (
                  select count(*) as n from %s.event, unnest(tags) as tag
                  where tag like 'learner=%%' group by tag having count(*) > 10) full_ones
                """
                    .formatted(schema))) {
      row.next();
      return row.getLong(1);
    }
  }

  static long rows(DataSource dataSource, String table) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** What the server itself says of its settings. */
  static Map<String, String> settings(DataSource dataSource) throws SQLException {
    Map<String, String> settings = new LinkedHashMap<>();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      for (String name : SETTINGS) {
        try (ResultSet row = statement.executeQuery("show " + name)) {
          row.next();
          settings.put(name, row.getString(1));
        }
      }
    }
    return settings;
  }

  private static void execute(DataSource dataSource, String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      // A checkpoint or vacuum may take longer than a ledger's statements are given.
      statement.execute("set statement_timeout = 0");
      statement.execute(sql);
      statement.execute("reset statement_timeout");
    }
  }
}
