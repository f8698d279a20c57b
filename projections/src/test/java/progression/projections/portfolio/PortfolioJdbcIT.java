package progression.projections.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import progression.event.ProgressionEvent;
import progression.projections.OwnRecord;
import progression.projections.Story;
import progression.projections.TestStack;
import progression.projections.runtime.ProjectedEvent;

/** The SQL merges rows as the fold does. */
class PortfolioJdbcIT {

  private static final String SCHEMA = "portfolio_jdbc_it";

  @Test
  void any_cut_into_batches_makes_the_same_rows() throws SQLException {
    Flyway.configure()
        .dataSource(TestStack.tables())
        .schemas(SCHEMA)
        .locations("classpath:db/projections/runtime", "classpath:db/projections/portfolio")
        .load()
        .migrate();
    List<ProgressionEvent> story = new ArrayList<>(Story.enrolled("S-1"));
    story.addAll(OwnRecord.of("S-1"));
    List<ProjectedEvent> events =
        IntStream.range(0, story.size())
            .mapToObj(n -> new ProjectedEvent("d", n, Instant.EPOCH.plusSeconds(n), story.get(n)))
            .toList();
    try (Connection connection = TestStack.tables().getConnection()) {
      connection.setSchema(SCHEMA);
      connection.setAutoCommit(false);
      PortfolioJdbc.upsert(connection, PortfolioFold.fold(events));
      List<String> atOnce = rows(connection);
      for (int size = 1; size < 5; size++) {
        connection.rollback();
        for (int from = 0; from < events.size(); from += size) {
          List<ProjectedEvent> batch = events.subList(from, Math.min(events.size(), from + size));
          PortfolioJdbc.upsert(connection, PortfolioFold.fold(batch));
        }
        assertThat(rows(connection)).isEqualTo(atOnce);
      }
      assertThat(atOnce).hasSize(13);
      connection.rollback();
      connection.setAutoCommit(true);
      connection.setSchema("public");
    }
  }

  private static List<String> rows(Connection connection) throws SQLException {
    List<String> rows = new ArrayList<>();
    for (String table : List.of("learner", "entry")) {
      try (PreparedStatement statement =
              connection.prepareStatement("select t::text from " + table + " t order by 1");
          ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(table + row.getString(1));
        }
      }
    }
    return rows;
  }
}
