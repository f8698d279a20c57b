package progression.projections.runtime;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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
            select district, position, partition, learner, type, error, parked_at,
              dropped_reason, dropped_by, dropped_on_behalf_of
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
                  row.getString(8),
                  row.getString(9),
                  row.getString(10)));
        }
      }
      return events;
    }
  }

  /** Up to where everything of a district is applied that was, but for what waits to be mended. */
  static long complete(Connection connection, String district, long applied) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select least(?, min(position) - 1) from parked_event
            where district = ? and dropped_reason is null
            """)) {
      statement.setLong(1, applied);
      statement.setString(2, district);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** The waiting event at the position. */
  static Optional<Parked> find(Connection connection, Place place) throws SQLException {
    return list(connection, place.district(), place.position() - 1, 1).stream()
        .filter(parked -> parked.position() == place.position() && parked.droppedReason() == null)
        .findFirst();
  }

  /** The first waiting event of each learner, where it has been parked for so long. */
  static List<Place> parkedBefore(Connection connection, Instant time) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select district, position from parked_event p
            where dropped_reason is null and parked_at <= ? and not exists (
              select from parked_event before
              where before.district = p.district and before.learner = p.learner
                and before.position < p.position and before.dropped_reason is null)
            """)) {
      statement.setObject(1, time.atOffset(ZoneOffset.UTC));
      List<Place> places = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          places.add(new Place(row.getString(1), row.getLong(2)));
        }
      }
      return places;
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
   * Takes out the event, if it waits, and all of its learner that wait. Needs a statement of its
   * own behind {@link #hold}: one that had to wait would not see what was parked meanwhile.
   *
   * @return their positions
   */
  static Set<Long> take(Connection connection, Parked parked) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            delete from parked_event
            where district = ? and (position = ? or learner = ?) and dropped_reason is null
            returning position
            """)) {
      statement.setString(1, parked.district());
      statement.setLong(2, parked.position());
      statement.setString(3, parked.learner());
      Set<Long> positions = new HashSet<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          positions.add(row.getLong(1));
        }
      }
      return positions;
    }
  }

  /** How many wait among these of a district. */
  static int waiting(Connection connection, String district, Collection<Long> positions)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select count(*) from parked_event
            where district = ? and position = any (?) and dropped_reason is null
            """)) {
      statement.setString(1, district);
      statement.setArray(2, connection.createArrayOf("int8", positions.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /** Marks a parked event as one to do without. */
  static void drop(Connection connection, Parked parked, ParkedEvents.Drop drop)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            update parked_event
            set dropped_reason = ?, dropped_by = ?, dropped_on_behalf_of = ?
            where district = ? and position = ? and dropped_reason is null
            """)) {
      statement.setString(1, drop.reason());
      statement.setString(2, drop.by());
      statement.setString(3, drop.onBehalfOf());
      statement.setString(4, parked.district());
      statement.setLong(5, parked.position());
      statement.executeUpdate();
    }
  }

  private static @Nullable String value(@Nullable LearnerId learner) {
    return learner == null ? null : learner.value();
  }
}
