package progression.projections.runtime;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import progression.projections.runtime.Freshness.Rebuilding;

/** The SQL of how a projection is doing. */
final class FreshnessJdbc {

  private FreshnessJdbc() {}

  /**
   * How a projection is doing in a district.
   *
   * @param position up to which everything is applied, in all partitions
   * @param parked how many events wait to be mended
   * @param rebuild of its tables; none while there is none
   */
  record State(long position, long parked, @Nullable Rebuilding rebuild) {}

  /** One statement, so that all of it belongs together even while a rebuild is swapped in. */
  static State state(Connection connection, String schema, String district, int partitions)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select
              coalesce((
                select min(position) from %1$s.checkpoint where district = d.name
                having count(*) = ?), -1),
              (select count(*) from %1$s.parked_event
               where district = d.name and dropped_reason is null),
              r.position, r.updated_at, r.differing, r.failure
            from (select ?::text collate "C" as name) d
            left join %1$s.rebuild r on r.district = d.name
            """
                .formatted(schema))) {
      statement.setInt(1, partitions);
      statement.setString(2, district);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        OffsetDateTime updatedAt = row.getObject(4, OffsetDateTime.class);
        return new State(
            row.getLong(1),
            row.getLong(2),
            updatedAt == null
                ? null
                : new Rebuilding(
                    row.getLong(3),
                    updatedAt.toInstant(),
                    row.getObject(5, Long.class),
                    row.getString(6)));
      }
    }
  }
}
