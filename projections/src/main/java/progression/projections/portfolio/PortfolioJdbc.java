package progression.projections.portfolio;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;
import progression.kernel.LearnerId;
import progression.projections.portfolio.PortfolioRows.Entry;
import progression.projections.rows.CommonJdbc;
import progression.projections.rows.LearnerRowsJdbc;
import progression.projections.rows.LearnerRowsJdbc.Found;
import progression.projections.runtime.UpsertJdbc;

/** The SQL of this projection. */
@Component
class PortfolioJdbc {

  private static final String ROWS =
      """
      'common', json_build_object(
        'learners', '[]'::json, 'standards', '[]'::json, 'pathwayStages', '[]'::json),
      'entries', (
        select coalesce(json_agg(e order by e.position), '[]')
        from portfolio.entry e
        where e.district = a.district and e.learner = a.learner)
      """;

  private final LearnerRowsJdbc<PortfolioRows> rows;

  PortfolioJdbc(DataSource dataSource) {
    this.rows =
        new LearnerRowsJdbc<>(dataSource, PortfolioProjection.NAME, ROWS, PortfolioRows.class);
  }

  /** Merges changes into the tables, by the rules of {@link PortfolioFold}. */
  static void upsert(Connection connection, PortfolioRows changes) throws SQLException {
    CommonJdbc.upsert(connection, changes.common());
    UpsertJdbc.into("entry", changes.entries())
        .text("district", Entry::district)
        .text("learner", Entry::learner)
        .text("kind", entry -> entry.kind().name())
        .text("id", Entry::id)
        .key()
        .bigint("position", Entry::position)
        .merged("t.position")
        .json("said", Entry::said)
        .merged("t.said || excluded.said")
        .execute(connection);
  }

  /** What is in a learner's own record. */
  Optional<Found<PortfolioRows>> read(String district, LearnerId learner, int partition) {
    return rows.read(district, learner, partition);
  }
}
