package progression.projections.runtime;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import progression.projections.http.ProblemException;

/** The SQL of who makes tables from the ledger, and of who must not change others meanwhile. */
final class RebuildLockJdbc {

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private RebuildLockJdbc() {}

  /**
   * Holds tables that are made from the ledger, by the name of their projection or of their own
   * schema, until the session ends; waits for whoever does in any process.
   */
  static void lock(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select pg_advisory_lock(hashtextextended(?, 0))
            """)) {
      statement.setString(1, "progression rebuild " + name);
      statement.execute();
    }
  }

  /** Lets go of them. */
  static void unlock(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select pg_advisory_unlock(hashtextextended(?, 0))
            """)) {
      statement.setString(1, "progression rebuild " + name);
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
            select pg_advisory_xact_lock_shared(
              hashtextextended('progression rebuild ' || current_schema() || '_rebuilt', 0))
            """)) {
      statement.execute();
    } catch (SQLException e) {
      if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        throw ProblemException.notYet("rebuilt tables are being compared with these; ask again");
      }
      throw e;
    }
  }
}
