package progression.projections.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import progression.projections.TestStack;
import progression.projections.rows.DistrictRowsJdbc;

/** Up to where a list of a whole district is complete. */
class ReachedIT {

  private static final String SCHEMA = "reached_it";

  @Test
  void a_district_is_complete_up_to_its_slowest_partition_and_a_list_up_to_what_is_parked()
      throws SQLException {
    Flyway.configure()
        .dataSource(TestStack.tables())
        .schemas(SCHEMA)
        .locations("classpath:db/projections/runtime")
        .load()
        .migrate();
    try (Connection connection = TestStack.tables().getConnection()) {
      connection.setAutoCommit(false);
      CheckpointJdbc.use(connection, SCHEMA);
      assertThat(reached(connection)).containsExactly(-1L, -1L, -1L);

      RebuildJdbc.setCheckpoints(connection, "d", "1", 1, 9);
      assertThat(reached(connection)).containsExactly(-1L, -1L, -1L);

      RebuildJdbc.setCheckpoints(connection, "d", "1", 2, 7);
      RebuildJdbc.setCheckpoints(connection, "d", "1", 1, 9);
      assertThat(reached(connection)).containsExactly(7L, 7L, 7L);

      Parked parked =
          new Parked("d", 5, 1, "S-1", "EvidenceRecorded", "no", Instant.EPOCH, null, null, null);
      ParkedJdbc.park(connection, List.of(parked));
      assertThat(reached(connection)).containsExactly(4L, 7L, 7L);

      ParkedJdbc.drop(connection, parked, new ParkedEvents.Drop("not needed", "sis", null));
      assertThat(reached(connection)).containsExactly(7L, 7L, 7L);
      connection.rollback();
    }
  }

  /** As lists say it, and as dashboards and freshness do, who tell of parked events besides. */
  private static List<Long> reached(Connection connection) throws SQLException {
    var dashboard =
        new DistrictRowsJdbc<>(
            new SingleConnectionDataSource(connection, true),
            SCHEMA,
            "1 as nothing",
            "",
            "",
            Map.class);
    return List.of(
        CheckpointJdbc.reached(connection, SCHEMA, "d", 2),
        dashboard.read("d", 2).position(),
        FreshnessJdbc.state(connection, SCHEMA, "d", 2).position());
  }
}
