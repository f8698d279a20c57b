package progression.projections.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import progression.projections.TestStack;

/** Up to where a list of a whole district is complete. */
class ReachedIT {

  private static final String SCHEMA = "reached_it";

  @Test
  void a_district_is_complete_up_to_its_slowest_partition_and_its_first_parked_event()
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
      assertThat(CheckpointJdbc.reached(connection, SCHEMA, "d", 2)).isEqualTo(-1);

      RebuildJdbc.setCheckpoints(connection, "d", "1", 1, 9);
      assertThat(CheckpointJdbc.reached(connection, SCHEMA, "d", 2)).isEqualTo(-1);

      RebuildJdbc.setCheckpoints(connection, "d", "1", 2, 7);
      RebuildJdbc.setCheckpoints(connection, "d", "1", 1, 9);
      assertThat(CheckpointJdbc.reached(connection, SCHEMA, "d", 2)).isEqualTo(7);

      Parked parked =
          new Parked("d", 5, 1, "S-1", "EvidenceRecorded", "no", Instant.EPOCH, null, null);
      ParkedJdbc.park(connection, List.of(parked));
      assertThat(CheckpointJdbc.reached(connection, SCHEMA, "d", 2)).isEqualTo(4);

      ParkedJdbc.drop(connection, parked, "not needed", "sis");
      assertThat(CheckpointJdbc.reached(connection, SCHEMA, "d", 2)).isEqualTo(7);
      connection.rollback();
    }
  }
}
