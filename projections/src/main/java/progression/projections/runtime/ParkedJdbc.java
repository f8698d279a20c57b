package progression.projections.runtime;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import progression.kernel.LearnerId;

/** The SQL of parked events. Tables by their bare names, as for a projection. */
final class ParkedJdbc {

  /** An event of a district's ledger. */
  record Place(String district, long position) {}

  /** What a batch meets: events whose learner is parked, and events to do without. */
  record Met(Set<Place> parked, Set<Place> dropped) {
    static final Met NOTHING = new Met(Set.of(), Set.of());
  }

  private ParkedJdbc() {}

  /** Which of these events must not be applied. */
  static Met meet(Connection connection, List<Arrival> arrivals) throws SQLException {
    if (arrivals.isEmpty() || isEmpty(connection)) {
      return Met.NOTHING;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select a.district, a.position,
              exists (
                select from parked_event p
                where p.district = a.district and p.learner = a.learner
                  and p.dropped_reason is null),
              exists (
                select from parked_event p
                where p.district = a.district and p.position = a.position
                  and p.dropped_reason is not null)
            from unnest(?::text[], ?::bigint[], ?::text[]) as a (district, position, learner)
            """)) {
      UnnestJdbc.of(arrivals)
          .text(Arrival::district)
          .bigint(Arrival::position)
          .text(arrival -> value(arrival.learner()))
          .bind(connection, statement);
      Set<Place> parked = new HashSet<>();
      Set<Place> dropped = new HashSet<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Place place = new Place(row.getString(1), row.getLong(2));
          if (row.getBoolean(3)) {
            parked.add(place);
          }
          if (row.getBoolean(4)) {
            dropped.add(place);
          }
        }
      }
      return new Met(parked, dropped);
    }
  }

  private static boolean isEmpty(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                """
                select not exists (select from parked_event)
                """);
        ResultSet row = statement.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** Parks events. One that is parked already stays as it is. */
  static void park(Connection connection, List<Parked> events) throws SQLException {
    UnnestJdbc.of(events)
        .text(Parked::district)
        .bigint(Parked::position)
        .integer(Parked::partition)
        .text(Parked::learner)
        .text(Parked::type)
        .text(Parked::error)
        .time(Parked::parkedAt)
        .update(
            connection,
            """
            insert into parked_event
              (district, position, partition, learner, type, error, parked_at)
            select * from unnest(
              ?::text[], ?::bigint[], ?::int[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
            on conflict do nothing
            """);
  }

  /** Parked events of a district behind a position, dropped ones too. */
  static List<Parked> list(Connection connection, String district, long after, int limit)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select district, position, partition, learner, type, error, parked_at, dropped_reason
            from parked_event
            where district = ? and position > ?
            order by position
            limit ?
            """)) {
      statement.setString(1, district);
      statement.setLong(2, after);
      statement.setInt(3, limit);
      List<Parked> events = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          events.add(
              new Parked(
                  row.getString(1),
                  row.getLong(2),
                  row.getInt(3),
                  row.getString(4),
                  row.getString(5),
                  row.getString(6),
                  row.getObject(7, OffsetDateTime.class).toInstant(),
                  row.getString(8)));
        }
      }
      return events;
    }
  }

  /** Keeps the learner's feed from writing until the transaction ends. */
  static void hold(Connection connection, String district, int partition) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select from checkpoint where district = ? and partition = ? for update
            """)) {
      statement.setString(1, district);
      statement.setInt(2, partition);
      statement.execute();
    }
  }

  /**
   * Takes the learner's waiting events out. Needs a statement of its own behind {@link #hold}: one
   * that had to wait would not see what was parked meanwhile.
   *
   * @return their positions
   */
  static Set<Long> take(Connection connection, String district, LearnerId learner)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            delete from parked_event
            where district = ? and learner = ? and dropped_reason is null
            returning position
            """)) {
      statement.setString(1, district);
      statement.setString(2, learner.value());
      Set<Long> positions = new HashSet<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          positions.add(row.getLong(1));
        }
      }
      return positions;
    }
  }

  /** Marks a parked event as one to do without; false if it is not parked. */
  static boolean drop(Connection connection, String district, long position, String reason)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            update parked_event set dropped_reason = ?
            where district = ? and position = ? and dropped_reason is null
            """)) {
      statement.setString(1, reason);
      statement.setString(2, district);
      statement.setLong(3, position);
      return statement.executeUpdate() == 1;
    }
  }

  private static @Nullable String value(@Nullable LearnerId learner) {
    return learner == null ? null : learner.value();
  }
}
