package progression.ledger;

import static java.util.stream.Collectors.joining;

import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import progression.ledger.Wanted.Part;

/**
 * The SQL of appending. Each method is one statement of the appender's transaction; their order is
 * {@link GroupCommitAppender}'s, and it matters.
 */
class AppendJdbc {

  /** The channel on which ledgers announce that they grew. */
  static final String CHANNEL = "progression_ledger";

  private final String schema;
  private final byte[] genesis;
  private final long lockKey;

  AppendJdbc(String district, String schema) {
    this.schema = schema;
    this.genesis = LedgerHash.genesis(district);
    this.lockKey = lockKey(schema);
  }

  /**
   * The end of the ledger, to which the next event is added.
   *
   * @param committedAt what the next events carry as commit time
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
  record Tip(long position, byte[] hash, OffsetDateTime committedAt) {}

  /**
   * Begins a transaction and waits until this ledger's lock is ours; it is held until the
   * transaction ends. The isolation is set here and not left to a default, because a snapshot taken
   * for the whole transaction would be from before the lock was granted.
   */
  void begin(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            set transaction isolation level read committed;
            select pg_advisory_xact_lock(?)
            """)) {
      statement.setLong(1, lockKey);
      statement.execute();
    }
  }

  /**
   * What the ledger says under the lock.
   *
   * @param conflicts which requests find an event in the ledger that matches a criterion of theirs
   */
  record Look(Tip tip, BitSet conflicts) {}

  /**
   * Reads the end and checks the conditions. Needs a statement, and so a snapshot, that begins
   * after the lock is granted.
   */
  Look look(Connection connection, List<AppendRequest> requests) throws SQLException {
    Wanted wanted = new Wanted();
    List<Integer> requestOfPart = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      for (Criterion criterion : requests.get(i).criteria()) {
        wanted.add(new Part(criterion, requests.get(i).marker()));
        requestOfPart.add(i);
      }
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select last.position, last.hash, greatest(last.committed_at, clock_timestamp()),
              conflict.number
            from (select 1) one
            left join lateral (
              select position, hash, committed_at from %1$s.event order by position desc limit 1
            ) last on true
            left join (select wanted.number from %2$s) conflict on true
            """
                .formatted(schema, wanted.sql(schema, "limit 1")))) {
      wanted.bind(connection, statement);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        byte[] hash = row.getBytes(2);
        Tip tip =
            new Tip(
                hash == null ? -1 : row.getLong(1),
                hash == null ? genesis : hash,
                row.getObject(3, OffsetDateTime.class));
        BitSet conflicts = new BitSet();
        do {
          int part = row.getInt(4);
          if (!row.wasNull()) {
            conflicts.set(requestOfPart.get(part));
          }
        } while (row.next());
        return new Look(tip, conflicts);
      }
    }
  }

  /** Adds the events behind the tip, in order, and their tags, in one round trip. */
  void insert(Connection connection, Tip tip, List<PendingEvent> events) throws SQLException {
    List<String> tags = new ArrayList<>();
    List<String> types = new ArrayList<>();
    List<Long> positions = new ArrayList<>();
    long position = tip.position();
    for (PendingEvent event : events) {
      position++;
      for (String tag : event.tags()) {
        tags.add(tag);
        types.add(event.type());
        positions.add(position);
      }
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into %1$s.event
              (position, id, type, version, time, committed_at, tags, metadata, payload, hash)
            select ? + n, id, type, version, time, ?, tags::text[], metadata, payload, hash
            from unnest(?::uuid[], ?::text[], ?::int[], ?::timestamptz[], ?::text[], ?::text[],
                        ?::text[], ?::bytea[])
              with ordinality as e (id, type, version, time, tags, metadata, payload, hash, n);
            insert into %1$s.event_tag (tag, type, position)
            select * from unnest(?::text[], ?::text[], ?::bigint[])
            """
                .formatted(schema))) {
      statement.setLong(1, tip.position());
      statement.setObject(2, tip.committedAt());
      statement.setArray(3, array(connection, "uuid", events.stream().map(PendingEvent::id)));
      statement.setArray(4, texts(connection, events, PendingEvent::type));
      statement.setArray(5, array(connection, "int4", events.stream().map(PendingEvent::version)));
      statement.setArray(
          6, array(connection, "timestamptz", events.stream().map(PendingEvent::time)));
      statement.setArray(7, texts(connection, events, event -> literal(event.tags())));
      statement.setArray(8, texts(connection, events, PendingEvent::metadata));
      statement.setArray(9, texts(connection, events, PendingEvent::payload));
      statement.setArray(10, connection.createArrayOf("bytea", hashes(tip, events)));
      statement.setArray(11, connection.createArrayOf("text", tags.toArray(String[]::new)));
      statement.setArray(12, connection.createArrayOf("text", types.toArray(String[]::new)));
      statement.setArray(13, connection.createArrayOf("int8", positions.toArray(Long[]::new)));
      statement.execute();
    }
  }

  /** Whether exactly these events stand behind the position: what a lost commit led to. */
  boolean stands(Connection connection, long after, List<PendingEvent> events) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select id from %s.event where position > ? order by position limit ?
            """
                .formatted(schema))) {
      statement.setLong(1, after);
      statement.setInt(2, events.size());
      try (ResultSet rows = statement.executeQuery()) {
        List<UUID> ids = new ArrayList<>();
        while (rows.next()) {
          ids.add(rows.getObject(1, UUID.class));
        }
        return ids.equals(events.stream().map(PendingEvent::id).toList());
      }
    }
  }

  /**
   * Tells other nodes how far the ledger has come. A statement and a transaction of its own: inside
   * the append it would make the commits of all districts wait for one another. Nothing is lost if
   * this is, so it does not wait for the disk.
   */
  void announce(Connection connection, long position) throws SQLException {
    connection.setAutoCommit(true);
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select set_config('synchronous_commit', 'off', true), pg_notify(?, ?)
            """)) {
      statement.setString(1, CHANNEL);
      statement.setString(2, schema + ":" + position);
      statement.execute();
    }
  }

  /** Continues the chain: one hash for each event. */
  byte[][] hashes(Tip tip, List<PendingEvent> events) {
    long committedAt = ChronoUnit.MICROS.between(Instant.EPOCH, tip.committedAt().toInstant());
    LedgerHash chain = new LedgerHash();
    byte[][] hashes = new byte[events.size()][];
    byte[] previous = tip.hash();
    for (int i = 0; i < hashes.length; i++) {
      long position = tip.position() + 1 + i;
      previous = chain.next(position, committedAt, events.get(i).content(), previous);
      hashes[i] = previous;
    }
    return hashes;
  }

  private static Array texts(
      Connection connection, List<PendingEvent> events, Function<PendingEvent, String> text)
      throws SQLException {
    return connection.createArrayOf("text", events.stream().map(text).toArray(String[]::new));
  }

  private static Array array(Connection connection, String type, Stream<?> values)
      throws SQLException {
    return connection.createArrayOf(type, values.toArray());
  }

  /** A PostgreSQL array literal: the one way to send arrays of different lengths in one column. */
  static String literal(List<String> values) {
    return values.stream()
        .map(value -> '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .collect(joining(",", "{", "}"));
  }

  /** Writes about two megabytes for nobody, and fails where the disk would not take them. */
  static void writeOnTrial(Connection connection) throws SQLException {
    execute(
        connection,
        """
        create temporary table trial on commit drop as
        select repeat(md5(n::text), 20) from generate_series(1, 3000) as n
        """);
  }

  /** The same number in every process that works on this ledger, and in none on another. */
  private static long lockKey(String schema) {
    return ByteBuffer.wrap(LedgerHash.sha256("progression ledger lock " + schema)).getLong();
  }

  /** Has PostgreSQL tell this connection what {@link #announce} says anywhere. */
  static void listen(Connection connection) throws SQLException {
    execute(connection, "listen " + CHANNEL);
  }

  /** Ends {@link #listen}, so that the connection can go back to its pool. */
  static void unlisten(Connection connection) throws SQLException {
    execute(connection, "unlisten " + CHANNEL);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
