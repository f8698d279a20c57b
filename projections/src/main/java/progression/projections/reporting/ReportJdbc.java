package progression.projections.reporting;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import progression.projections.runtime.Report;

/** The SQL of reading reports. Schemas, views and columns are ours; all else is a parameter. */
@Component
class ReportJdbc {

  private static final int FETCH = 1_000;

  private final DataSource dataSource;

  ReportJdbc(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * What the database says of a report.
   *
   * @param columns in their order, without the district
   */
  record View(@Nullable String meaning, List<Column> columns) {}

  View view(String schema, Report report) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                select a.attname, format_type(a.atttypid, null),
                  col_description(a.attrelid, a.attnum), obj_description(a.attrelid, 'pg_class')
                from pg_attribute a
                where a.attrelid = to_regclass(?) and a.attnum > 0 and not a.attisdropped
                  and a.attname <> 'district'
                order by a.attnum
                """)) {
      statement.setString(1, schema + "." + report.view());
      String meaning = null;
      List<Column> columns = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          columns.add(
              new Column(row.getString(1), Column.Type.of(row.getString(2)), row.getString(3)));
          meaning = row.getString(4);
        }
      }
      return new View(meaning, columns);
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /** Takes one row: a value for each column. */
  interface Rows {
    void row(List<@Nullable Object> values) throws IOException;
  }

  /**
   * Rows behind a key, in the order of keys.
   *
   * @param equal text columns and what they must hold
   * @param after the key, each value in the type of its column; empty for the first rows
   */
  List<List<@Nullable Object>> page(
      String schema,
      Report report,
      List<Column> columns,
      String district,
      Map<String, String> equal,
      List<Object> after,
      int limit) {
    String key = String.join(", ", report.key());
    String behind =
        after.isEmpty()
            ? ""
            : " and (%s) > (%s)"
                .formatted(key, after.stream().map(one -> "?").collect(Collectors.joining(", ")));
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                select %s from %s.%s where district = ?%s%s order by %s limit ?
                """
                    .formatted(
                        names(columns), schema, report.view(), conditions(equal), behind, key))) {
      int parameter = 0;
      statement.setString(++parameter, district);
      for (String value : equal.values()) {
        statement.setString(++parameter, value);
      }
      for (Object value : after) {
        statement.setObject(++parameter, value);
      }
      statement.setInt(++parameter, limit);
      List<List<@Nullable Object>> rows = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(values(row, columns));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /**
   * All rows of a district out of one snapshot, a thousand of them in memory at once.
   *
   * @param equal text columns and what they must hold
   */
  void stream(
      String schema,
      Report report,
      List<Column> columns,
      String district,
      Map<String, String> equal,
      Rows rows)
      throws IOException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      try (PreparedStatement statement =
          connection.prepareStatement(
              """
              select %s from %s.%s where district = ?%s order by %s
              """
                  .formatted(
                      names(columns),
                      schema,
                      report.view(),
                      conditions(equal),
                      String.join(", ", report.key())))) {
        statement.setFetchSize(FETCH);
        int parameter = 0;
        statement.setString(++parameter, district);
        for (String value : equal.values()) {
          statement.setString(++parameter, value);
        }
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            rows.row(values(row, columns));
          }
        }
      } finally {
        connection.rollback();
        connection.setReadOnly(false);
      }
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private static String conditions(Map<String, String> equal) {
    return equal.keySet().stream()
        .map(column -> " and %s = ?".formatted(column))
        .collect(Collectors.joining());
  }

  private static String names(List<Column> columns) {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  private static List<@Nullable Object> values(ResultSet row, List<Column> columns)
      throws SQLException {
    List<@Nullable Object> values = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      values.add(value(row, i + 1, columns.get(i).type()));
    }
    return values;
  }

  private static @Nullable Object value(ResultSet row, int column, Column.Type type)
      throws SQLException {
    return switch (type) {
      case TEXT, JSON -> row.getString(column);
      case NUMBER -> row.getObject(column, BigDecimal.class);
      case INTEGER -> {
        long value = row.getLong(column);
        yield row.wasNull() ? null : value;
      }
      case BOOLEAN -> {
        boolean value = row.getBoolean(column);
        yield row.wasNull() ? null : value;
      }
      case DATE -> row.getObject(column, LocalDate.class);
      case TIME -> {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        yield time == null ? null : time.toInstant();
      }
    };
  }

  private static DataAccessResourceFailureException unreadable(SQLException e) {
    return new DataAccessResourceFailureException("A report cannot be read.", e);
  }
}
