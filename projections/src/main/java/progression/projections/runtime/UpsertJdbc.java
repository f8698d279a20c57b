package progression.projections.runtime;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Merges rows into a table by one statement. The columns before {@link #key} tell which row it is;
 * of those behind it the later value replaces the earlier, or is {@link #merged} with it. Without a
 * key rows are only added.
 *
 * <p>Rows are written in the order of the key: feeds of several partitions may write the same
 * reference rows at once, and must not wait for each other in a circle.
 */
public final class UpsertJdbc<T> {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final String table;
  private final UnnestJdbc<T> rows;
  private final List<String> columns = new ArrayList<>();
  private final List<String> changes = new ArrayList<>();
  private int key;
  private String condition = "";

  private UpsertJdbc(String table, Collection<T> rows) {
    this.table = table;
    this.rows = UnnestJdbc.of(rows);
  }

  /** Into the table of this name, where the connection looks for tables. */
  public static <T> UpsertJdbc<T> into(String table, Collection<T> rows) {
    return new UpsertJdbc<>(table, rows);
  }

  public UpsertJdbc<T> text(String column, Function<T, @Nullable String> value) {
    rows.text(value);
    return column(column);
  }

  public UpsertJdbc<T> uuid(String column, Function<T, UUID> value) {
    rows.uuid(value);
    return column(column);
  }

  public UpsertJdbc<T> bigint(String column, ToLongFunction<T> value) {
    rows.bigint(value);
    return column(column);
  }

  public UpsertJdbc<T> integer(String column, Function<T, @Nullable Integer> value) {
    rows.integer(value);
    return column(column);
  }

  public UpsertJdbc<T> numeric(String column, Function<T, @Nullable BigDecimal> value) {
    rows.numeric(value);
    return column(column);
  }

  public UpsertJdbc<T> time(String column, Function<T, @Nullable Instant> value) {
    rows.time(value);
    return column(column);
  }

  public UpsertJdbc<T> flag(String column, Predicate<T> value) {
    rows.flag(value);
    return column(column);
  }

  /** Anything that is written as JSON; no value is no JSON. */
  public UpsertJdbc<T> json(String column, Function<T, @Nullable Object> value) {
    rows.json(row -> {
      Object one = value.apply(row);
      return one == null ? null : JSON.writeValueAsString(one);
    });
    return column(column);
  }

  /** The columns so far are the table's key. */
  public UpsertJdbc<T> key() {
    key = columns.size();
    changes.clear();
    return this;
  }

  /**
   * What the last column becomes where the row exists.
   *
   * @param sql of {@code t}, the row as it stands, and {@code excluded}, the change
   */
  public UpsertJdbc<T> merged(String sql) {
    changes.set(changes.size() - 1, "%s = %s".formatted(columns.getLast(), sql));
    return this;
  }

  /** A row that exists stays as it is unless the change has more in this column. */
  public UpsertJdbc<T> onlyByHigher(String column) {
    condition = "where excluded.%1$s > t.%1$s".formatted(column);
    return this;
  }

  private UpsertJdbc<T> column(String name) {
    columns.add(name);
    changes.add("%1$s = excluded.%1$s".formatted(name));
    return this;
  }

  /** Writes all rows; none is nothing. */
  public void execute(Connection connection) throws SQLException {
    rows.update(
        connection,
        """
        insert into %s as t (%s)
        select * from unnest(%s)
        %s
        """
            .formatted(table, String.join(", ", columns), rows.parameters(), conflict()));
  }

  private String conflict() {
    if (key == 0) {
      return "";
    }
    String order =
        IntStream.rangeClosed(1, key).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String change = changes.isEmpty() ? "nothing" : "update set " + String.join(", ", changes);
    return """
    order by %s
    on conflict (%s) do %s
    %s
    """
        .formatted(order, String.join(", ", columns.subList(0, key)), change, condition);
  }
}
