package progression.ledger;

import static java.util.stream.Collectors.joining;
import static progression.ledger.PendingEvent.micros;

import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import progression.ledger.Wanted.Part;

/**
 * The SQL of appending. Each method is one statement of the appender's transaction; their order is
 * {@link GroupCommitAppender}'s, and it matters.
 */
class AppendJdbc {

  /** The channel on which ledgers announce that they grew. */
  static final String CHANNEL = "progression_ledger";

  private static final String ADD_EVENTS =
      """
      insert into %1$s.event
        (position, id, type, version, time, committed_at, tags, metadata, payload, hash)
      select ? + n, id, type, version, timestamptz 'epoch' + micros * interval '1 microsecond', ?,
        tags::text[], metadata, payload, e.hash
      from unnest(?::uuid[], ?::text[], ?::int[], ?::bigint[], ?::text[], ?::text[],
                  ?::text[], ?::bytea[])
        with ordinality as e (id, type, version, micros, tags, metadata, payload, hash, n)%2$s\
      """;

  private static final String ADD_TAGS =
      """
      insert into %1$s.event_tag (key, position)
      select t.* from unnest(?::bigint[], ?::bigint[]) as t%2$s\
      """;

  private final String schema;
  private final byte[] genesis;
  private final long lockKey;

  /** Made once, as they are long: whether the conditions are exact decides. */
  private final Map<Boolean, String> atOnce = new ConcurrentHashMap<>();

  AppendJdbc(String district, String schema) {
    this.schema = schema;
    this.genesis = LedgerHash.genesis(district);
    this.lockKey = lockKey(schema);
  }

  /**
   * The end of the ledger, to which the next event is added.
   *
   * @param committedAt what the next events carry as commit time
   * @param fence as {@link #fenceOff} has left it
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
  record Tip(long position, byte[] hash, OffsetDateTime committedAt, long fence) {}

  /**
   * Events on their way to where they will stand.
   *
   * @param hashes one for each event
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
  record Addition(Tip tip, List<PendingEvent> events, byte[][] hashes) {

    /** Position of the last of the events, or of the tip where there are none. */
    long last() {
      return tip.position() + events.size();
    }
  }

  /** Puts events behind the tip. */
  Addition addition(Tip tip, List<PendingEvent> events) {
    return new Addition(tip, events, hashes(tip, events));
  }

  /**
   * Begins a transaction and waits until this ledger's lock, whose key is the parameter, is ours;
   * it is held until the transaction ends. The isolation is set here and not left to a default,
   * because a snapshot taken for the whole transaction would be from before the lock was granted.
   * The lock is a statement of its own, because a statement's snapshot is taken when it begins.
   */
  String beginning() {
    return """
    begin isolation level read committed;
    select pg_advisory_xact_lock(?)\
    """;
  }

  /** Begins a transaction and waits for the lock. */
  void begin(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(beginning())) {
      statement.setLong(1, lockKey);
      statement.execute();
    }
  }

  void commit(Connection connection) throws SQLException {
    execute(connection, "commit");
  }

  void rollback(Connection connection) throws SQLException {
    execute(connection, "rollback");
  }

  /**
   * All of an append in one round trip, for a ledger whose end is known: begins, waits for the
   * lock, adds the events if the end is still the tip, nobody has asked what became of an append
   * meanwhile, and no condition finds an event, and commits.
   *
   * @return PostgreSQL's clock behind the commit, where the events were added; none where nothing
   *     was
   */
  Optional<ClockReading> appendAtOnce(Connection connection, Addition addition, Wanted conditions)
      throws SQLException {
    String sql = atOnce.computeIfAbsent(conditions.isExact(), exact -> atOnce(conditions));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, lockKey);
      statement.setLong(2, addition.tip().position());
      statement.setBytes(3, addition.tip().hash());
      statement.setLong(4, addition.tip().fence());
      statement.setLong(5, addition.tip().position());
      conditions.bind(connection, statement, 6);
      bind(connection, statement, 6 + Wanted.PARAMETERS, addition);
      statement.execute();
      boolean isAdded = false;
      Optional<ClockReading> clock = Optional.empty();
      while (statement.getMoreResults() || statement.getUpdateCount() >= 0) {
        try (ResultSet row = statement.getResultSet()) {
          if (row != null && row.next()) {
            switch (row.getMetaData().getColumnLabel(1)) {
              case "is_added" -> isAdded = row.getBoolean(1);
              case "clock" ->
                  clock = Optional.of(ClockReading.saying(row.getObject(1, OffsetDateTime.class)));
              default -> {} // the lock
            }
          }
        }
      }
      return isAdded ? clock : Optional.empty();
    }
  }

  /**
   * Its text: what nobody contradicts is added, and the same statement says whether it was. The
   * clock is read behind the commit: the answer comes when that is done, and what we take for now
   * would lag by all the time that it took.
   */
  String atOnce(Wanted conditions) {
    return """
    %1$s;
    with clean as (
      select from %2$s.event, %2$s.ledger
      where position = ? and hash = ? and fence = ?
        and not exists (select from %2$s.event where position > ?)
        and not exists (select from %3$s)
    ), added as (
      %4$s
    ), found_by as (
      %5$s
    )
    select exists (select from clean) as is_added;
    commit;
    select clock_timestamp() as clock
    """
        .formatted(
            beginning(),
            schema,
            conditions.sql(schema, "limit 1"),
            ADD_EVENTS.formatted(schema, ", clean"),
            ADD_TAGS.formatted(schema, ", clean"));
  }

  /**
   * What the ledger says under the lock.
   *
   * @param clock PostgreSQL's
   * @param conflicts which requests find an event in the ledger that matches a criterion of theirs
   */
  record Look(Tip tip, ClockReading clock, BitSet conflicts) {}

  /**
   * Reads the end and checks the conditions. Needs a statement, and so a snapshot, that begins
   * after the lock is granted.
   */
  Look look(Connection connection, List<AppendRequest> requests) throws SQLException {
    Wanted wanted = new Wanted();
    List<Integer> requestOfPart = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      for (Part condition : requests.get(i).conditions()) {
        wanted.add(condition);
        requestOfPart.add(i);
      }
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select last.position, last.hash, greatest(last.committed_at, now.clock),
              now.fence, now.clock, conflict.number
            from (select fence, clock_timestamp() as clock from %1$s.ledger) now
            left join lateral (
              select position, hash, committed_at from %1$s.event order by position desc limit 1
            ) last on true
            left join (select wanted.number from %2$s) conflict on true
            """
                .formatted(schema, wanted.sql(schema, "limit 1")))) {
      wanted.bind(connection, statement, 1);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        byte[] hash = row.getBytes(2);
        Tip tip =
            new Tip(
                hash == null ? -1 : row.getLong(1),
                hash == null ? genesis : hash,
                row.getObject(3, OffsetDateTime.class),
                row.getLong(4));
        ClockReading clock = ClockReading.saying(row.getObject(5, OffsetDateTime.class));
        BitSet conflicts = new BitSet();
        do {
          int part = row.getInt(6);
          if (!row.wasNull()) {
            conflicts.set(requestOfPart.get(part));
          }
        } while (row.next());
        return new Look(tip, clock, conflicts);
      }
    }
  }

  /** Adds the events behind the tip, in order, and their tags, in one round trip. */
  void insert(Connection connection, Addition addition) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            ADD_EVENTS.formatted(schema, "") + ";" + ADD_TAGS.formatted(schema, ""))) {
      bind(connection, statement, 1, addition);
      statement.execute();
    }
  }

  /** Binds the parameters of {@link #ADD_EVENTS} and {@link #ADD_TAGS}, from the first one on. */
  private static void bind(
      Connection connection, PreparedStatement statement, int first, Addition addition)
      throws SQLException {
    Tip tip = addition.tip();
    List<PendingEvent> events = addition.events();
    List<Long> keys = new ArrayList<>();
    List<Long> positions = new ArrayList<>();
    long position = tip.position();
    for (PendingEvent event : events) {
      position++;
      for (long key : event.keys()) {
        keys.add(key);
        positions.add(position);
      }
    }
    Array[] arrays = {
      array(connection, "uuid", events.stream().map(PendingEvent::id), UUID[]::new),
      texts(connection, events, PendingEvent::type),
      array(connection, "int4", events.stream().map(PendingEvent::version), Integer[]::new),
      array(connection, "int8", events.stream().map(event -> micros(event.time())), Long[]::new),
      texts(connection, events, event -> literal(event.tags())),
      texts(connection, events, PendingEvent::metadata),
      texts(connection, events, PendingEvent::payload),
      connection.createArrayOf("bytea", addition.hashes()),
      array(connection, "int8", keys.stream(), Long[]::new),
      array(connection, "int8", positions.stream(), Long[]::new)
    };
    statement.setLong(first, tip.position());
    statement.setObject(first + 1, tip.committedAt());
    for (int i = 0; i < arrays.length; i++) {
      statement.setArray(first + 2 + i, arrays[i]);
    }
  }

  /**
   * Keeps out every append at once that is still on its way: who asks what became of it may have
   * the lock before it does. Holds from the commit on.
   */
  void fenceOff(Connection connection) throws SQLException {
    execute(connection, "update %s.ledger set fence = fence + 1".formatted(schema));
  }

  /** Whether exactly these events stand where they were put: what a lost commit led to. */
  boolean stands(Connection connection, Addition addition) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select id from %s.event where position > ? order by position limit ?
            """
                .formatted(schema))) {
      statement.setLong(1, addition.tip().position());
      statement.setInt(2, addition.events().size());
      try (ResultSet rows = statement.executeQuery()) {
        List<UUID> ids = new ArrayList<>();
        while (rows.next()) {
          ids.add(rows.getObject(1, UUID.class));
        }
        return ids.equals(addition.events().stream().map(PendingEvent::id).toList());
      }
    }
  }

  /**
   * Tells other nodes how far the ledger has come. A statement and a transaction of its own: inside
   * the append it would make the commits of all districts wait for one another. Nothing is lost if
   * this is, so it does not wait for the disk.
   */
  void announce(Connection connection, long position) throws SQLException {
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
    long committedAt = micros(tip.committedAt().toInstant());
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
    return array(connection, "text", events.stream().map(text), String[]::new);
  }

  /** The driver sends arrays of the classes it knows as they are, and all others as text. */
  private static <T> Array array(
      Connection connection, String type, Stream<T> values, IntFunction<T[]> sized)
      throws SQLException {
    return connection.createArrayOf(type, values.toArray(sized));
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
