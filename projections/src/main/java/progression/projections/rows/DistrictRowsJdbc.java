package progression.projections.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what a projection has of many learners. One statement, so that the rows and the position
 * belong together even while a rebuild is swapped in.
 *
 * @param <T> the projection's rows
 */
public final class DistrictRowsJdbc<T> {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final DataSource dataSource;
  private final Class<T> type;
  private final String sql;

  /**
   * @param projection whose schema is read
   * @param asked what is asked besides the district: columns of {@code asked}, with parameters
   * @param steps further common table expressions, on tables with their schema; or nothing
   * @param members of the JSON object that is {@code T}: names and subqueries
   */
  public DistrictRowsJdbc(
      DataSource dataSource,
      String projection,
      String asked,
      String steps,
      String members,
      Class<T> type) {
    this.dataSource = dataSource;
    this.type = type;
    this.sql =
        """
        with asked as materialized (
          select ?::text collate "C" as district, ?::int as partitions, %2$s
        )%3$s
        select
          (select case when count(*) >= a.partitions then min(c.position) else -1 end
           from %1$s.checkpoint c where c.district = a.district),
          (select count(distinct p.learner) from %1$s.parked_event p
           where p.district = a.district and p.dropped_reason is null),
          json_build_object(%4$s)
        from asked a
        """
            .formatted(projection, asked, steps, members);
  }

  /**
   * Rows, and the position up to which all events of the district are in them.
   *
   * @param behind learners of whom an event could not be applied: what is said of them is older
   */
  public record Found<T>(long position, int behind, T rows) {}

  /**
   * @param partitions that the district's events are spread over
   * @param asked a value for each parameter of what is asked
   */
  public Found<T> read(String district, int partitions, @Nullable Object... asked) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, district);
      statement.setInt(2, partitions);
      for (int i = 0; i < asked.length; i++) {
        statement.setObject(i + 3, asked[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Found<>(row.getLong(1), row.getInt(2), JSON.readValue(row.getString(3), type));
      }
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("A projection's tables cannot be read.", e);
    }
  }
}
