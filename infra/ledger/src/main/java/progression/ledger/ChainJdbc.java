package progression.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

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

  /** Walks along all events in order, a page in memory at a time. Needs a transaction. */
  void walk(Connection connection, Step step) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local statement_timeout = 0");
      statement.setFetchSize(PAGE);
      try (ResultSet row =
          statement.executeQuery(
              """
              select * from %s.event order by position
              """
                  .formatted(schema))) {
        while (row.next() && step.take(row)) {}
      }
    }
  }

  /** The first position whose tags are not exactly those it is looked up under; −1 if none. */
  long firstUnindexed(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                """
                select coalesce(min(position), -1) from (
                  (select position, tag, type from %1$s.event, unnest(tags) as tag
                   except all select position, tag, type from %1$s.event_tag)
                  union all
                  (select position, tag, type from %1$s.event_tag
                   except all select position, tag, type from %1$s.event, unnest(tags) as tag)
                ) as difference
                """
                    .formatted(schema));
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
