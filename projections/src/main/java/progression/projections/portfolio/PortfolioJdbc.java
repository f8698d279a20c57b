package progression.projections.portfolio;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import progression.kernel.LearnerId;
import progression.projections.portfolio.PortfolioRows.Entry;
import progression.projections.portfolio.PortfolioRows.Learner;
import progression.projections.runtime.UnnestJdbc;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of this projection. */
@Component
class PortfolioJdbc {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** The position that the rows reflect, and the rows as JSON. */
  private static final String PORTFOLIO =
      """
      with asked as (
        select ?::text collate "C" as district, ?::text collate "C" as learner,
          ?::int as partition
      )
      select
        least(
          (select position from portfolio.checkpoint c
           where c.district = a.district and c.partition = a.partition),
          (select min(position) - 1 from portfolio.parked_event p
           where p.district = a.district and p.learner = a.learner
             and p.dropped_reason is null)),
        json_build_object(
          'learners', '[]'::json,
          'entries', (
            select coalesce(json_agg(e order by e.position), '[]')
            from portfolio.entry e
            where e.district = a.district and e.learner = a.learner))
      from asked a
      join portfolio.learner l on l.district = a.district and l.learner = a.learner
      """;

  private final DataSource dataSource;

  PortfolioJdbc(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** A learner's rows and the position that they reflect. */
  record Found(long position, PortfolioRows rows) {}

  /** Merges changes into the tables, by the rules of {@link PortfolioFold}. */
  static void upsert(Connection connection, PortfolioRows changes) throws SQLException {
    upsertLearners(connection, changes.learners());
    upsertEntries(connection, changes.entries());
  }

  private static void upsertLearners(Connection connection, List<Learner> rows)
      throws SQLException {
    UnnestJdbc.of(rows)
        .text(Learner::district)
        .text(Learner::learner)
        .update(
            connection,
            """
            insert into learner (district, learner)
            select * from unnest(?::text[], ?::text[])
            on conflict do nothing
            """);
  }

  private static void upsertEntries(Connection connection, List<Entry> rows) throws SQLException {
    UnnestJdbc.of(rows)
        .text(Entry::district)
        .text(Entry::learner)
        .text(entry -> entry.kind().name())
        .text(Entry::id)
        .bigint(Entry::position)
        .text(entry -> entry.said().toString())
        .update(
            connection,
            """
            insert into entry as e (district, learner, kind, id, position, said)
            select c.district, c.learner, c.kind, c.id, c.position, c.said::jsonb
            from unnest(
              ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[])
              as c (district, learner, kind, id, position, said)
            on conflict (district, learner, kind, id) do update set
              said = e.said || excluded.said
            """);
  }

  /**
   * What is in a learner's own record. One statement, so that the rows and the position belong
   * together even while a rebuild is swapped in.
   */
  Optional<Found> read(String district, LearnerId learner, int partition) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(PORTFOLIO)) {
      statement.setString(1, district);
      statement.setString(2, learner.value());
      statement.setInt(3, partition);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Found(row.getLong(1), JSON.readValue(row.getString(2), PortfolioRows.class)))
            : Optional.empty();
      }
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("A learner's portfolio cannot be read.", e);
    }
  }
}
