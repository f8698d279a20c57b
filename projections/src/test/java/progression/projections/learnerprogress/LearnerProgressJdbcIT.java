package progression.projections.learnerprogress;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import progression.event.ProgressionEvent;
import progression.kernel.CompetencyId;
import progression.kernel.LearnerId;
import progression.kernel.PolicyId;
import progression.mastery.Policy.Prerequisites;
import progression.mastery.Verdict.Status;
import progression.projections.OwnRecord;
import progression.projections.Story;
import progression.projections.TestStack;
import progression.projections.runtime.ProjectedEvent;

/** That SQL merges changes by the same rules as the fold. */
class LearnerProgressJdbcIT {

  private static final String SCHEMA = "learnerprogress_merging";

  private final Connection connection = TestStack.connection();

  @BeforeEach
  void tables() throws SQLException {
    migrated(TestStack.tables(), SCHEMA);
    connection.setSchema(SCHEMA);
    connection.setAutoCommit(false);
  }

  private static void migrated(DataSource tables, String schema) {
    Flyway flyway =
        Flyway.configure()
            .dataSource(tables)
            .schemas(schema)
            .locations(
                "classpath:db/projections/runtime", "classpath:db/projections/learnerprogress")
            .cleanDisabled(false)
            .load();
    flyway.clean();
    flyway.migrate();
  }

  @AfterEach
  void close() throws SQLException {
    connection.rollback();
    connection.setAutoCommit(true);
    connection.setSchema("public");
    connection.close();
  }

  @Test
  void any_cut_into_batches_makes_the_same_rows() throws SQLException {
    List<ProgressionEvent> story = new ArrayList<>();
    story.add(Story.framework(1));
    story.add(policy(1, Prerequisites.ADVISORY));
    story.add(Story.pathway());
    story.addAll(Story.enrolled("S-1"));
    story.add(Story.evidence("S-1", Story.RATIOS, 9, Status.NOT_YET, "0.5"));
    story.add(Story.evidence("S-1", Story.RATIOS, 1, Status.AWAITING_EVALUATION, null));
    story.addAll(Story.mastersRatios("S-1"));
    story.add(Story.policy(new PolicyId("p"), 2, Prerequisites.STRICT, Story.RATES));
    story.addAll(Story.losesRatios("S-1"));
    story.add(Story.evidence("S-1", Story.RATES, 4, Status.NOT_YET, "0.123456789012345"));
    story.addAll(Story.mastersRatios("S-1"));
    story.add(Story.reached("S-1", Story.RATIOS, 3, "0.8"));
    story.add(Story.reached("S-1", Story.RATIOS, 3, "0.9"));
    story.add(Story.lowered("S-1", Story.RATIOS, 4, "0.9"));
    story.addAll(OwnRecord.goal("S-1"));
    story.addAll(OwnRecord.of("S-1"));
    story.add(Story.retracted("S-1", Story.RATIOS, 3));
    story.add(Story.evidence("S-1", Story.RATIOS, 2, Status.NOT_YET, "0.5"));
    story.addAll(Story.overridden("S-1", Story.RATES));
    List<ProjectedEvent> events = recorded(story);
    apply(events);
    List<String> atOnce = rows();
    for (int size = 1; size < 5; size++) {
      connection.rollback();
      for (int from = 0; from < events.size(); from += size) {
        apply(events.subList(from, Math.min(events.size(), from + size)));
      }
      assertThat(rows()).isEqualTo(atOnce);
    }
    assertThat(atOnce).hasSize(15);
  }

  @Test
  void reference_rows_give_way_only_to_a_higher_position() throws SQLException {
    apply(List.of(new ProjectedEvent("d", 7, Instant.EPOCH, Story.framework(2))));
    apply(List.of(new ProjectedEvent("d", 3, Instant.EPOCH, Story.framework(1))));
    assertThat(rows()).allMatch(row -> row.contains("-v2"));
    apply(List.of(new ProjectedEvent("d", 9, Instant.EPOCH, Story.framework(3))));
    assertThat(rows()).hasSize(2).allMatch(row -> row.contains("-v3"));
    apply(List.of(new ProjectedEvent("d", 8, Instant.EPOCH, policy(2, Prerequisites.STRICT))));
    apply(List.of(new ProjectedEvent("d", 4, Instant.EPOCH, policy(1, Prerequisites.ADVISORY))));
    assertThat(rows())
        .filteredOn(row -> row.startsWith("policy"))
        .first()
        .asString()
        .contains(",t,");
  }

  @Test
  void only_policies_that_may_decide_what_is_ahead_of_her_are_read() throws SQLException {
    List<ProgressionEvent> story = new ArrayList<>();
    story.add(Story.framework(1));
    story.add(Story.pathway());
    story.add(policy(1, Prerequisites.STRICT));
    story.add(Story.policy(new PolicyId("of-rates"), 1, Prerequisites.STRICT, Story.RATES));
    story.add(
        Story.policy(
            new PolicyId("of-others"), 1, Prerequisites.STRICT, new CompetencyId("c-others")));
    story.addAll(Story.enrolled("S-1"));
    try (HikariDataSource tables = TestStack.newTables(SCHEMA)) {
      migrated(tables, LearnerProgressProjection.NAME);
      try (Connection live = tables.getConnection()) {
        live.setSchema(LearnerProgressProjection.NAME);
        LearnerProgressJdbc.upsert(live, LearnerProgressFold.fold(recorded(story)));
      }

      var rows = new LearnerProgressJdbc(tables).rows("d", new LearnerId("S-1"), 0);

      assertThat(rows.orElseThrow().rows().policies())
          .extracting(LearnerProgressRows.Policy::policy)
          .containsExactlyInAnyOrder("p", "of-rates");
    }
  }

  private static ProgressionEvent policy(int version, Prerequisites prerequisites) {
    return Story.policy(new PolicyId("p"), version, prerequisites);
  }

  private static List<ProjectedEvent> recorded(List<ProgressionEvent> story) {
    return IntStream.range(0, story.size())
        .mapToObj(n -> new ProjectedEvent("d", n, Instant.EPOCH, story.get(n)))
        .toList();
  }

  private void apply(List<ProjectedEvent> events) throws SQLException {
    LearnerProgressJdbc.upsert(connection, LearnerProgressFold.fold(events));
  }

  private List<String> rows() throws SQLException {
    List<String> rows = new ArrayList<>();
    for (String table :
        List.of(
            "learner",
            "policy",
            "competency",
            "pathway",
            "stage",
            "level",
            "standard",
            "pathway_stage",
            "goal",
            "choice")) {
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
