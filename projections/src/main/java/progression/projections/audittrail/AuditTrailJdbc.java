package progression.projections.audittrail;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import progression.projections.audittrail.AuditTrailFold.Row;
import progression.projections.runtime.UpsertJdbc;

/** The SQL of this projection. */
@Component
class AuditTrailJdbc {

  /** A command's events stand next to one another, and one command decides fewer than these. */
  private static final int NEIGHBOURS = 5_000;

  private final DataSource dataSource;

  AuditTrailJdbc(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Adds rows. Reference data comes by every partition and is the same each time. */
  static void insert(Connection connection, Collection<Row> rows) throws SQLException {
    UpsertJdbc.into("entry", rows)
        .text("district", Row::district)
        .bigint("position", row -> row.entry().position())
        .key()
        .uuid("id", row -> row.entry().id())
        .text("type", row -> row.entry().type())
        .time("time", row -> row.entry().time())
        .time("recorded_at", row -> row.entry().recordedAt())
        .text("learner", row -> row.entry().learner())
        .text("competency", row -> row.entry().competency())
        .text("client", row -> row.entry().client())
        .text("on_behalf_of", row -> row.entry().onBehalfOf())
        .text("correlation", row -> row.entry().correlation())
        .text("causation", row -> row.entry().causation())
        .text("traceparent", row -> row.entry().traceparent())
        .onlyByHigher("position")
        .execute(connection);
  }

  /**
   * Entries behind a position, in order.
   *
   * @param until the last position to look at
   * @param equal columns and what they must hold; the names are ours
   */
  List<Entry> list(String district, long after, long until, Map<String, String> equal, int limit) {
    String conditions =
        equal.keySet().stream()
            .map(column -> " and %s = ?".formatted(column))
            .collect(Collectors.joining());
    return select(
        """
        where district = ? and position > ? and position <= ?%s
        order by position limit ?
        """
            .formatted(conditions),
        statement -> {
          int parameter = 0;
          statement.setString(++parameter, district);
          statement.setLong(++parameter, after);
          statement.setLong(++parameter, until);
          for (String value : equal.values()) {
            statement.setString(++parameter, value);
          }
          statement.setInt(++parameter, limit);
        });
  }

  /** The entry at a position and those of the same command, in order; empty if it is not there. */
  List<Entry> ofTheSameCommand(String district, long position) {
    return select(
        """
        where district = ? and position between ?::bigint - %1$d and ?::bigint + %1$d
          and (position = ? or causation = (
            select causation from audittrail.entry where district = ? and position = ?))
        order by position
        """
            .formatted(NEIGHBOURS),
        statement -> {
          statement.setString(1, district);
          statement.setLong(2, position);
          statement.setLong(3, position);
          statement.setLong(4, position);
          statement.setString(5, district);
          statement.setLong(6, position);
        });
  }

  private interface Binding {
    void to(PreparedStatement statement) throws SQLException;
  }

  private List<Entry> select(String where, Binding binding) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                select position, id, type, time, recorded_at, learner, competency, client,
                  on_behalf_of, correlation, causation, traceparent
                from audittrail.entry
                %s\
                """
                    .formatted(where))) {
      binding.to(statement);
      try (ResultSet row = statement.executeQuery()) {
        List<Entry> entries = new ArrayList<>();
        while (row.next()) {
          entries.add(entry(row));
        }
        return entries;
      }
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("The audit trail cannot be read.", e);
    }
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getLong(1),
        row.getObject(2, UUID.class),
        row.getString(3),
        row.getObject(4, OffsetDateTime.class).toInstant(),
        row.getObject(5, OffsetDateTime.class).toInstant(),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        row.getString(10),
        row.getString(11),
        row.getString(12));
  }
}
