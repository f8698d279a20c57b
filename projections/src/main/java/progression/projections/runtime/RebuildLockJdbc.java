package progression.projections.runtime;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import progression.projections.http.ProblemException;

/** The SQL of who makes tables from the ledger, and of who must not change others meanwhile. */
final class RebuildLockJdbc {

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private RebuildLockJdbc() {}

  /** The number that stands for tables, by a name that is given in SQL. */
  static String key(String name) {
    return "hashtextextended('progression rebuild ' || %s, 0)".formatted(name);
  }

  /** The name under which processes stand for rebuilds that they announced. */
  static String announced(String name) {
    return name + "_announced";
  }

  /**
   * Holds tables that are made from the ledger, by the name of their projection or of their own
   * schema, until the session ends; waits for whoever does in any process.
   */
  static void lock(Connection connection, String name) throws SQLException {
    call(connection, "pg_advisory_lock", name);
  }

  /** Lets go of them. */
  static void unlock(Connection connection, String name) throws SQLException {
    call(connection, "pg_advisory_unlock", name);
  }

  /**
   * Stands for a rebuild that is to begin later, until the session ends: whoever announced it
   * lives. Others may announce the same.
   */
  static void standFor(Connection connection, String name) throws SQLException {
    call(connection, "pg_advisory_lock_shared", announced(name));
  }

  /** Lets go of all that the session holds. */
  static void standDown(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select pg_advisory_unlock_all()
            """)) {
      statement.execute();
    }
  }

  private static void call(Connection connection, String function, String name)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select %s(%s)
            """
                .formatted(function, key("?")))) {
      statement.setString(1, name);
      statement.execute();
    }
  }

  /**
   * Keeps rebuilt tables from being compared with those that the transaction finds until it ends,
   * and waits while they are, until they have taken their place or stay out of it; no longer than
   * some seconds, as whoever waits has a connection that others need.
   *
   * @throws ProblemException if they still are
   * @see Schemas#rebuilt
   */
  static void awaitCompared(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            set local lock_timeout = '5s';
            select pg_advisory_xact_lock_shared(%s)
            """
                .formatted(key("current_schema() || '_rebuilt'")))) {
      statement.execute();
    } catch (SQLException e) {
      if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        throw ProblemException.notYet("rebuilt tables are being compared with these; ask again");
      }
      throw e;
    }
  }
}
