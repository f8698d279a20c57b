package progression.projections.runtime;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The SQL of how far a projection has come. Tables by their bare names, as for a projection. */
final class CheckpointJdbc {

  /** One district's share of one partition. */
  record Share(String district, int partition) {}

  /** A move of a checkpoint: valid only from where it stands. */
  record Advance(Share share, String incarnation, long from, long to) {}

  /** A move of the place in Kafka: valid only from where it stands; −1 is nowhere. */
  record Seek(String topic, int partition, long from, long to) {}

  private CheckpointJdbc() {}

  /** Lets the connection's transaction find the tables of this schema. */
  static void use(Connection connection, String schema) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select set_config('search_path', ?, true)
            """)) {
      statement.setString(1, schema);
      statement.execute();
    }
  }

  /**
   * Moves checkpoints, and waits for whoever is moving them.
   *
   * @return how many of them stood where they were expected
   */
  static int advance(Connection connection, List<Advance> advances) throws SQLException {
    return UnnestJdbc.of(advances)
        .text(advance -> advance.share().district())
        .integer(advance -> advance.share().partition())
        .text(Advance::incarnation)
        .bigint(Advance::from)
        .bigint(Advance::to)
        .update(
            connection,
            """
            update checkpoint c set position = a.next
            from unnest(?::text[], ?::int[], ?::text[], ?::bigint[], ?::bigint[])
              as a (district, partition, incarnation, previous, next)
            where c.district = a.district and c.partition = a.partition
              and c.incarnation = a.incarnation and c.position = a.previous
            """);
  }

  /** Moves the places in Kafka; the number of those that stood where they were expected. */
  static int seek(Connection connection, List<Seek> seeks) throws SQLException {
    return UnnestJdbc.of(seeks)
        .text(Seek::topic)
        .integer(Seek::partition)
        .bigint(Seek::from)
        .bigint(Seek::to)
        .update(
            connection,
            """
            update feed_offset o set next = s.next
            from unnest(?::text[], ?::int[], ?::bigint[], ?::bigint[])
              as s (topic, partition, previous, next)
            where o.topic = s.topic and o.partition = s.partition and o.next = s.previous
            """);
  }

  /** Begins the checkpoints and the place in Kafka that do not exist yet. */
  static void begin(
      Connection connection,
      String topic,
      Collection<Share> shares,
      Map<String, String> incarnations)
      throws SQLException {
    UnnestJdbc.of(shares)
        .text(share -> topic)
        .integer(Share::partition)
        .update(
            connection,
            """
            insert into feed_offset (topic, partition, next)
            select distinct topic, partition, -1
            from unnest(?::text[], ?::int[]) as s (topic, partition)
            on conflict do nothing
            """);
    UnnestJdbc.of(shares)
        .text(Share::district)
        .integer(Share::partition)
        .text(share -> incarnations.get(share.district()))
        .update(
            connection,
            """
            insert into checkpoint (district, partition, incarnation, position)
            select district, partition, incarnation, -1
            from unnest(?::text[], ?::int[], ?::text[]) as s (district, partition, incarnation)
            on conflict do nothing
            """);
  }

  /** A checkpoint as it stands. */
  record Checkpoint(Share share, String incarnation, long position) {}

  /** All checkpoints of the schema. */
  static List<Checkpoint> all(Connection connection, String schema) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                """
                select district, partition, incarnation, position from %s.checkpoint
                """
                    .formatted(schema));
        ResultSet row = statement.executeQuery()) {
      List<Checkpoint> checkpoints = new ArrayList<>();
      while (row.next()) {
        checkpoints.add(
            new Checkpoint(
                new Share(row.getString(1), row.getInt(2)), row.getString(3), row.getLong(4)));
      }
      return checkpoints;
    }
  }

  /** The positions of one district, by partition. */
  static Map<Integer, Long> positions(Connection connection, String schema, String district)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select partition, position from %s.checkpoint where district = ?
            """
                .formatted(schema))) {
      statement.setString(1, district);
      try (ResultSet row = statement.executeQuery()) {
        Map<Integer, Long> positions = new HashMap<>();
        while (row.next()) {
          positions.put(row.getInt(1), row.getLong(2));
        }
        return positions;
      }
    }
  }

  /** How far all of a district's partitions have come without leaving an event behind. */
  static long reached(Connection connection, String schema, String district, int partitions)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select least(
              (select case when count(*) = ? then min(position) else -1 end
               from %1$s.checkpoint where district = ?),
              (select min(position) - 1
               from %1$s.parked_event where district = ? and dropped_reason is null))
            """
                .formatted(schema))) {
      statement.setInt(1, partitions);
      statement.setString(2, district);
      statement.setString(3, district);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Where to read on in a partition of Kafka; −1 where nothing was read. */
  static long next(Connection connection, String schema, String topic, int partition)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select next from %s.feed_offset where topic = ? and partition = ?
            """
                .formatted(schema))) {
      statement.setString(1, topic);
      statement.setInt(2, partition);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getLong(1) : -1;
      }
    }
  }
}
