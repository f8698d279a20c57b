package progression.projections.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import progression.kernel.LearnerId;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what a projection has of one learner. One statement, so that the rows and the position
 * belong together even while a rebuild is swapped in.
 *
 * @param <T> the projection's rows
 */
public final class LearnerRowsJdbc<T> {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final DataSource dataSource;
  private final Class<T> type;
  private final String sql;

  /**
   * @param projection whose schema is read
   * @param members of the JSON object that is {@code T}: names and subqueries, on tables with their
   *     schema, of the learner {@code a}
   */
  public LearnerRowsJdbc(DataSource dataSource, String projection, String members, Class<T> type) {
    this(dataSource, projection, "", "", members, type);
  }

  /**
   * @param asked what is asked besides the learner: columns of {@code asked}, with parameters, each
   *     behind a comma
   * @param steps further common table expressions, on tables with their schema, each behind a comma
   */
  public LearnerRowsJdbc(
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
        with asked as (
          select ?::text collate "C" as district, ?::text collate "C" as learner,
            ?::int as partition%3$s
        )%4$s
        select
          least(
            (select position from %1$s.checkpoint c
             where c.district = a.district and c.partition = a.partition),
            (select min(position) - 1 from %1$s.parked_event p
             where p.district = a.district and p.learner = a.learner
               and p.dropped_reason is null)),
          json_build_object(%2$s)
        from asked a
        join %1$s.learner l on l.district = a.district and l.learner = a.learner
        """
            .formatted(projection, members, asked, steps);
  }

  /** A learner's rows and the position that they reflect. */
  public record Found<T>(long position, T rows) {}

  /**
   * @param asked a value for each parameter of what is asked
   * @return empty where there is no such learner
   */
  public Optional<Found<T>> read(
      String district, LearnerId learner, int partition, @Nullable Object... asked) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, district);
      statement.setString(2, learner.value());
      statement.setInt(3, partition);
      for (int i = 0; i < asked.length; i++) {
        statement.setObject(i + 4, asked[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(new Found<>(row.getLong(1), JSON.readValue(row.getString(2), type)))
            : Optional.empty();
      }
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("A projection's tables cannot be read.", e);
    }
  }
}
