package progression.bench;

import static java.util.stream.Collectors.joining;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import progression.bench.Samples.Row;

/**
 * What one connection can do without a ledger, on tables of the same shape: no order, no hashes,
 * and no conditions but where it says so. The connection is held and its statements stay prepared,
 * as it is best for them.
 */
final class ReferenceJdbc implements AutoCloseable {

  private static final byte[] HASH = new byte[32];
  private static final int TAGS = 3; // of each row

  private final Connection connection;

  ReferenceJdbc(DataSource dataSource) throws SQLException {
    connection = dataSource.getConnection();
  }

  /** An event row and its tag rows in one statement, one commit. Returns its position. */
  long insertOne(Row row) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            with e as (
              insert into raw.event
                (position, id, type, version, time, committed_at, tags, metadata, payload, hash)
              values (nextval('raw.position'), ?, ?, 1, ?, ?, ?, ?, ?, ?)
              returning position)
            insert into raw.event_tag (key, position)
            select key, position from e, unnest(?::bigint[]) key
            returning position
            """)) {
      statement.setObject(1, row.id());
      statement.setString(2, Samples.TYPE);
      statement.setObject(3, row.time());
      statement.setObject(4, row.time());
      statement.setArray(5, connection.createArrayOf("text", row.tags().toArray(String[]::new)));
      statement.setString(6, Samples.METADATA);
      statement.setString(7, row.payload());
      statement.setBytes(8, HASH);
      statement.setArray(9, bigints(LongStream.of(row.keys())));
      try (ResultSet inserted = statement.executeQuery()) {
        inserted.next();
        return inserted.getLong(1);
      }
    }
  }

  /** All rows and all their tags in one round trip, one commit. */
  void insertSet(long firstPosition, List<Row> rows) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into raw.event
              (position, id, type, version, time, committed_at, tags, metadata, payload, hash)
            select ? + n - 1, id, ?, 1, time, time, tags::text[], ?, payload, ?
            from unnest(?::uuid[], ?::timestamptz[], ?::text[], ?::text[])
              with ordinality as e (id, time, tags, payload, n);
            insert into raw.event_tag (key, position)
            select t.* from unnest(?::bigint[], ?::bigint[]) as t
            """)) {
      statement.setLong(1, firstPosition);
      statement.setString(2, Samples.TYPE);
      statement.setString(3, Samples.METADATA);
      statement.setBytes(4, HASH);
      statement.setArray(5, array("uuid", rows, Row::id));
      statement.setArray(6, array("timestamptz", rows, Row::time));
      statement.setArray(7, texts(rows.stream().map(row -> literal(row.tags())).toList()));
      statement.setArray(8, texts(rows.stream().map(Row::payload).toList()));
      statement.setArray(9, bigints(rows.stream().map(Row::keys).flatMapToLong(LongStream::of)));
      statement.setArray(
          10,
          bigints(
              LongStream.range(0, (long) TAGS * rows.size()).map(i -> firstPosition + i / TAGS)));
      statement.execute();
    }
  }

  /**
   * The strawman: takes the whole table, looks whether the learner has news behind the marker,
   * inserts, commits. Returns the position.
   */
  long insertLocked(Row row, long marker) throws SQLException {
    lockTable();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select exists (select from raw.event_tag where key = ? and position > ?)
            """)) {
      statement.setLong(1, row.learnerKey());
      statement.setLong(2, marker);
      try (ResultSet found = statement.executeQuery()) {
        found.next();
        if (found.getBoolean(1)) {
          throw new IllegalStateException("nobody else writes of this learner");
        }
      }
    }
    long position = insertOne(row);
    connection.commit();
    return position;
  }

  /** The strawman where ten seats are to be had: false if the learner has ten events already. */
  boolean insertIfBelowTen(Row row) throws SQLException {
    lockTable();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select count(*) from raw.event_tag where key = ?
            """)) {
      statement.setLong(1, row.learnerKey());
      try (ResultSet taken = statement.executeQuery()) {
        taken.next();
        if (taken.getLong(1) >= 10) {
          connection.rollback();
          return false;
        }
      }
    }
    insertOne(row);
    connection.commit();
    return true;
  }

  private void lockTable() throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement statement =
        connection.prepareStatement("lock table raw.event in exclusive mode")) {
      statement.execute();
    }
  }

  /** The events of a tag and type, in order, all their columns read. Returns how many. */
  int select(String schema, String tag) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select e.position, e.id, e.type, e.version, e.time, e.metadata, e.payload
            from %1$s.event_tag t join %1$s.event e on e.position = t.position
            where t.key = ? order by t.position
            """
                .formatted(schema))) {
      statement.setLong(1, Samples.key(tag));
      try (ResultSet row = statement.executeQuery()) {
        int events = 0;
        while (row.next()) {
          row.getLong(1);
          row.getObject(2, UUID.class);
          row.getString(3);
          row.getInt(4);
          row.getObject(5, OffsetDateTime.class);
          row.getString(6);
          row.getString(7);
          events++;
        }
        return events;
      }
    }
  }

  @Override
  public void close() throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.rollback();
      connection.setAutoCommit(true);
    }
    connection.close();
  }

  private Array array(String type, List<Row> rows, Function<Row, Object> value)
      throws SQLException {
    return connection.createArrayOf(type, rows.stream().map(value).toArray());
  }

  private Array bigints(LongStream values) throws SQLException {
    return connection.createArrayOf("int8", values.boxed().toArray());
  }

  private Array texts(List<String> texts) throws SQLException {
    return connection.createArrayOf("text", texts.toArray(String[]::new));
  }

  /** Nothing in these tags needs escaping. */
  private static String literal(List<String> tags) {
    return tags.stream().collect(joining("\",\"", "{\"", "\"}"));
  }
}
