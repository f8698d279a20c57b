package progression.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * At most one relay leads per ledger: it holds an advisory lock for as long as its connection
 * lives. The lock saves relays from fencing each other all the time; that nothing is sent twice is
 * Kafka's fencing.
 */
final class LeaderLockJdbc implements AutoCloseable {

  private static final Duration CHECK_EVERY = Duration.ofSeconds(1);

  private final Connection connection;
  private long checkedAt = System.nanoTime();

  private LeaderLockJdbc(Connection connection) {
    this.connection = connection;
  }

  /** The lock of the ledger in this schema; empty while another holds it. */
  static Optional<LeaderLockJdbc> tryAcquire(DataSource dataSource, String schema)
      throws SQLException {
    Connection connection = dataSource.getConnection();
    boolean acquired = false;
    try {
      connection.setAutoCommit(true);
      acquired = lock(connection, key(schema));
      return acquired ? Optional.of(new LeaderLockJdbc(connection)) : Optional.empty();
    } finally {
      if (!acquired) {
        connection.close();
      }
    }
  }

  private static boolean lock(Connection connection, long key) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select pg_try_advisory_lock(?)
            """)) {
      statement.setLong(1, key);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /** Whether the connection, and the lock with it, still lives. Asks the database now and then. */
  boolean isHeld() throws SQLException {
    if (System.nanoTime() - checkedAt < CHECK_EVERY.toNanos()) {
      return true;
    }
    checkedAt = System.nanoTime();
    return connection.isValid((int) CHECK_EVERY.toSeconds());
  }

  /** Gives the lock back; a pooled connection would keep it otherwise. */
  @Override
  public void close() throws SQLException {
    try (connection;
        PreparedStatement statement =
            connection.prepareStatement(
                """
                select pg_advisory_unlock_all()
                """)) {
      statement.execute();
    }
  }

  /** The same number in every process for this ledger, and for nothing else that is locked. */
  private static long key(String schema) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(("progression relay lock " + schema).getBytes(UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
