package progression.projections.audittrail;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import progression.projections.audittrail.AuditTrailFold.Name;
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

  /** Adds names of competencies; one that is there already stays. */
  static void insertNames(Connection connection, Collection<Name> names) throws SQLException {
    UpsertJdbc.into("competency_name", names)
        .text("district", Name::district)
        .text("name", Name::name)
        .text("competency", Name::competency)
        .key()
        .execute(connection);
  }

  /** The identifiers of all competencies that were ever called so; itself where there is none. */
  List<String> competencies(String district, String name) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                select competency from audittrail.competency_name where district = ? and name = ?
                """)) {
      statement.setString(1, district);
      statement.setString(2, name);
      try (ResultSet row = statement.executeQuery()) {
        List<String> competencies = new ArrayList<>();
        while (row.next()) {
          competencies.add(row.getString(1));
        }
        return competencies.isEmpty() ? List.of(name) : competencies;
      }
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /**
   * Entries behind a position, in order.
   *
   * @param until the last position to look at
   * @param oneOf columns and what they may hold; the names are ours
   */
  List<Entry> list(
      String district, long after, long until, Map<String, List<String>> oneOf, int limit) {
    String conditions =
        oneOf.entrySet().stream()
            .map(one ->
                " and %s in (%s)"
                    .formatted(
                        one.getKey(),
                        String.join(", ", Collections.nCopies(one.getValue().size(), "?"))))
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
          for (List<String> values : oneOf.values()) {
            for (String value : values) {
              statement.setString(++parameter, value);
            }
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
      throw unreadable(e);
    }
  }

  private static DataAccessResourceFailureException unreadable(SQLException e) {
    return new DataAccessResourceFailureException("The audit trail cannot be read.", e);
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
