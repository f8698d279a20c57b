package progression.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The SQL of {@link ChainVerifier}: the bare tables, and nothing shared with who wrote them. */
final class ChainJdbc {

  private static final int PAGE = 10_000;

  private final String schema;

  ChainJdbc(String schema) {
    this.schema = schema;
  }

  /** Looks at an event; false ends the walk. */
  interface Step {
    boolean take(ResultSet event) throws SQLException;
  }

  /**
   * Walks along the events in order, from a position on, a page in memory at a time. Needs a
   * transaction.
   */
  void walk(Connection connection, long from, Step step) throws SQLException {
    try (Statement patience = connection.createStatement();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                select * from %s.event where position >= ? order by position
                """
                    .formatted(schema))) {
      patience.execute("set local statement_timeout = 0");
      statement.setLong(1, from);
      statement.setFetchSize(PAGE);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next() && step.take(row)) {}
      }
    }
  }

  /** The event that stands before the last ones; none if there are not so many. */
  @Nullable Head before(Connection connection, int lastEvents) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select position, hash from %1$s.event
            where position = (select max(position) from %1$s.event) - ?
            """
                .formatted(schema))) {
      statement.setInt(1, lastEvents);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? new Head(row.getLong(1), HexFormat.of().formatHex(row.getBytes(2)))
            : null;
      }
    }
  }

  /**
   * The first position behind the given one whose tags are not exactly those it is looked up under;
   * −1 if none.
   */
  long firstUnindexed(Connection connection, long after) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            with tagged as (
              select position, %1$s.tag_key(tag, type) from %1$s.event, unnest(tags) as tag
              where position > ?
            ), found as (
              select position, key from %1$s.event_tag where position > ?
            )
            select coalesce(min(position), -1) from (
              (table tagged except table found)
              union all
              (table found except table tagged)
            ) as difference
            """
                .formatted(schema))) {
      statement.setLong(1, after);
      statement.setLong(2, after);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
