package progression.projections.runtime;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
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
import org.jspecify.annotations.Nullable;

/**
 * Many rows for one statement: each column travels as one array, to be unnested. The statement has
 * a parameter for each column, in the order in which they are added here.
 */
public final class UnnestJdbc<T> {

  private record Column<T>(String type, Function<T, @Nullable Object> value) {}

  private final Collection<T> rows;
  private final List<Column<T>> columns = new ArrayList<>();

  private UnnestJdbc(Collection<T> rows) {
    this.rows = rows;
  }

  public static <T> UnnestJdbc<T> of(Collection<T> rows) {
    return new UnnestJdbc<>(rows);
  }

  public UnnestJdbc<T> text(Function<T, @Nullable String> value) {
    return add("text", value::apply);
  }

  public UnnestJdbc<T> uuid(Function<T, UUID> value) {
    return add("uuid", value::apply);
  }

  public UnnestJdbc<T> bigint(ToLongFunction<T> value) {
    return add("int8", value::applyAsLong);
  }

  public UnnestJdbc<T> integer(Function<T, @Nullable Integer> value) {
    return add("int4", value::apply);
  }

  public UnnestJdbc<T> numeric(Function<T, @Nullable BigDecimal> value) {
    return add("numeric", value::apply);
  }

  public UnnestJdbc<T> time(Function<T, @Nullable Instant> value) {
    return add("timestamptz", value::apply);
  }

  public UnnestJdbc<T> flag(Predicate<T> value) {
    return add("bool", value::test);
  }

  /** JSON as text. */
  UnnestJdbc<T> json(Function<T, @Nullable String> value) {
    return add("jsonb", value::apply);
  }

  private UnnestJdbc<T> add(String type, Function<T, @Nullable Object> value) {
    columns.add(new Column<>(type, value));
    return this;
  }

  /**
   * Executes the statement for all rows at once; without rows, nothing.
   *
   * @return the number of rows inserted, changed or deleted
   */
  public int update(Connection connection, String sql) throws SQLException {
    if (rows.isEmpty()) {
      return 0;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(connection, statement);
      return statement.executeUpdate();
    }
  }

  /** The parameters as SQL: an array for each column. */
  String parameters() {
    return columns.stream()
        .map(column -> "?::%s[]".formatted(column.type()))
        .collect(Collectors.joining(", "));
  }

  /** Sets the parameters from the first one on. */
  void bind(Connection connection, PreparedStatement statement) throws SQLException {
    int parameter = 1;
    for (Column<T> column : columns) {
      @Nullable Object[] values = rows.stream().map(column.value()).toArray();
      statement.setArray(parameter++, connection.createArrayOf(column.type(), values));
    }
  }
}
