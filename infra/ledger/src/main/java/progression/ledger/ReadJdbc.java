package progression.ledger;

import static java.util.Comparator.comparingLong;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The SQL of reading. Each method is one statement, so one snapshot and one round trip. */
class ReadJdbc {

  private final String district;
  private final String schema;

  /** Made once, as they are long: whether what is wanted is exact decides. */
  private final Map<Boolean, String> snapshots = new ConcurrentHashMap<>();

  ReadJdbc(String district, String schema) {
    this.district = district;
    this.schema = schema;
  }

  /**
   * Events and the end of the ledger as one snapshot shows them.
   *
   * @param head position of the ledger's last event; −1 when it has none
   * @param found the events of each part that was wanted, in order
   */
  record Snapshot(long head, List<List<FoundEvent>> found) {}

  /** What a decision needs of an event. */
  record FoundEvent(
      long position,
      UUID id,
      String type,
      int version,
      Instant time,
      String metadata,
      String payload) {}

  /** All events that match, in order, and the head. The head comes even when no event does. */
  Snapshot snapshot(Connection connection, Wanted wanted) throws SQLException {
    String sql = snapshots.computeIfAbsent(wanted.isExact(), exact -> snapshot(wanted));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      wanted.bind(connection, statement, 1);
      try (ResultSet row = statement.executeQuery()) {
        long head = -1;
        List<List<FoundEvent>> found =
            Stream.generate(() -> (List<FoundEvent>) new ArrayList<FoundEvent>())
                .limit(wanted.size())
                .toList();
        while (row.next()) {
          head = row.getLong(1);
          int number = row.getInt(2);
          if (!row.wasNull()) {
            found
                .get(number)
                .add(
                    new FoundEvent(
                        row.getLong(3),
                        row.getObject(4, UUID.class),
                        row.getString(5),
                        row.getInt(6),
                        row.getObject(7, OffsetDateTime.class).toInstant(),
                        row.getString(8),
                        row.getString(9)));
          }
        }
        found.forEach(events -> events.sort(comparingLong(FoundEvent::position)));
        return new Snapshot(head, found);
      }
    }
  }

  private String snapshot(Wanted wanted) {
    return """
    select head.position, e.number,
      e.position, e.id, e.type, e.version, e.time, e.metadata, e.payload
    from (select coalesce(max(position), -1) as position from %1$s.event) head
    left join (select wanted.number, found.* from %2$s) e on true
    """
        .formatted(schema, wanted.sql(schema, ""));
  }

  /** The first events that match, in order. */
  List<StoredEvent> page(Connection connection, Wanted wanted, int limit) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select distinct on (found.position) found.* from %s
            order by found.position limit ?
            """
                .formatted(wanted.sql(schema, "order by position limit " + limit)))) {
      wanted.bind(connection, statement, 1);
      statement.setInt(1 + Wanted.PARAMETERS, limit);
      return events(statement);
    }
  }

  /** The first events of a stretch, in order. */
  List<StoredEvent> page(Connection connection, Stretch stretch, int limit) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select * from %s.event
            where position > ? and position <= ? and type <> all (?) order by position limit ?
            """
                .formatted(schema))) {
      statement.setLong(1, stretch.after());
      statement.setLong(2, stretch.upTo());
      statement.setArray(3, connection.createArrayOf("text", stretch.without().toArray()));
      statement.setInt(4, limit);
      return events(statement);
    }
  }

  /** The end of the ledger. */
  Head head(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                """
                select position, hash from %s.event order by position desc limit 1
                """
                    .formatted(schema));
        ResultSet row = statement.executeQuery()) {
      return row.next()
          ? new Head(row.getLong(1), HexFormat.of().formatHex(row.getBytes(2)))
          : new Head(-1, HexFormat.of().formatHex(LedgerHash.genesis(district)));
    }
  }

  /**
   * The last position that was committed at or before the time; −1 when there is none. Commit times
   * never run backwards and positions have no gaps, so halving finds it by the primary key.
   */
  long positionAsOf(Connection connection, Instant time) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            with recursive search (low, high) as (
              select -1::bigint, (select coalesce(max(position), -1) from %1$s.event)
              union all
              select
                case when e.committed_at <= ? then e.position else low end,
                case when e.committed_at <= ? then high else e.position - 1 end
              from search join %1$s.event e on e.position = (low + high + 1) / 2
              where low < high
            )
            select low from search where low >= high
            """
                .formatted(schema))) {
      OffsetDateTime at = time.atOffset(ZoneOffset.UTC);
      statement.setObject(1, at);
      statement.setObject(2, at);
      return number(statement);
    }
  }

  /**
   * The position before the first event whose own time is not before the given one; the head when
   * there is none. Event times follow no order, so this may look at every event.
   */
  long positionBefore(Connection connection, Instant time) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select coalesce(
              (select min(position) - 1 from %1$s.event where time >= ?),
              (select max(position) from %1$s.event),
              -1)
            """
                .formatted(schema))) {
      statement.setObject(1, time.atOffset(ZoneOffset.UTC));
      return number(statement);
    }
  }

  private static long number(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static List<StoredEvent> events(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      List<StoredEvent> events = new ArrayList<>();
      while (row.next()) {
        Array tags = row.getArray("tags");
        events.add(
            new StoredEvent(
                row.getLong("position"),
                row.getObject("id", UUID.class),
                row.getString("type"),
                row.getInt("version"),
                row.getObject("time", OffsetDateTime.class).toInstant(),
                row.getObject("committed_at", OffsetDateTime.class).toInstant(),
                List.of((String[]) tags.getArray()),
                row.getString("metadata"),
                row.getString("payload"),
                row.getBytes("hash")));
      }
      return events;
    }
  }
}
