package progression.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import progression.kernel.Tag;
import progression.ledger.Wanted.Part;

/** How tags are looked up in PostgreSQL. What is found by them is in {@link ReadIT}. */
class TagKeyIT {

  private final HikariDataSource pool = TestDatabase.pool(6);
  private final String district = TestDatabase.newDistrict();
  private final Ledgers ledgers = Ledgers.open(Map.of(district, pool));
  private final Ledger ledger = ledgers.of(district);

  @AfterEach
  void close() {
    ledgers.close();
    pool.close();
  }

  @Test
  void a_ledger_from_before_keys_is_found_by_its_tags_once_it_is_brought_up_to_date()
      throws SQLException {
    isFoundByItsTags("3", "tag, type");
  }

  @Test
  void a_ledger_with_keys_of_before_is_found_by_its_tags_once_it_is_brought_up_to_date()
      throws SQLException {
    isFoundByItsTags("4", "%1$s.tag_key(tag, type)");
  }

  private void isFoundByItsTags(String version, String key) throws SQLException {
    String older = TestDatabase.newDistrict();
    String schema = Ledger.schema(older);
    Flyway.configure()
        .dataSource(pool)
        .schemas(schema)
        .locations("classpath:db/ledger")
        .placeholders(Map.of("district", older))
        .target(version)
        .load()
        .migrate();
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into %1$s.event
          select n, uuidv7(), 'A', 1, now(), now(), array['a=' || n, 'b=1'], '{}', '{}', ''
          from generate_series(0, 9) as n;
          insert into %1$s.event_tag
          select KEY, position from %1$s.event, unnest(tags) as tag
          """
              .replace("KEY", key)
              .formatted(schema));
    }
    try (Ledgers upToDate = Ledgers.open(Map.of(older, pool))) {
      LedgerReader read = upToDate.of(older).reader();
      assertThat(read.byTag(new Tag("a", "7"), -1, 10)).hasSize(1);
      assertThat(read.byTag(new Tag("b", "1"), -1, 100)).hasSize(10);
    }
  }

  @Test
  void on_a_ledger_without_statistics_tags_are_looked_up_before_events() throws SQLException {
    Wanted wanted = new Wanted();
    wanted.add(new Part(new Criterion(List.of("a=1"), List.of("A", "B")), -1));
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      for (String first : List.of("", "limit 1")) {
        String sql = "select found.* from " + wanted.sql(ledger.schema(), first);
        for (int parameter = 1; parameter <= Wanted.PARAMETERS; parameter++) {
          sql = sql.replaceFirst("\\?", "\\$" + parameter);
        }
        statement.execute("prepare probe (int[], bigint[], text[], text[], text[]) as " + sql);
        List<String> plan = new ArrayList<>();
        try (ResultSet row =
            statement.executeQuery("explain execute probe (null, null, null, null, null)")) {
          while (row.next()) {
            plan.add(row.getString(1).strip());
          }
        }
        statement.execute("deallocate probe");
        assertThat(plan).contains("Index Cond: (\"position\" = t.\"position\")");
      }
    }
  }

  @Test
  void what_is_about_one_learner_stands_side_by_side() {
    List<String> tags =
        List.of("learner=S-1", "learner/competency=S-1/c-1", "learner/goal=S-1/g-1", "goal=S-1");
    assertThat(tags.stream().map(tag -> TagKey.of(tag, "GoalSet") >>> 40).distinct()).hasSize(1);
    assertThat(tags.stream().map(tag -> TagKey.of(tag, "GoalSet")).distinct()).hasSize(4);
  }

  @Test
  void postgresql_computes_the_same_key() throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("select %s.tag_key(?, ?)".formatted(ledger.schema()))) {
      for (String tag :
          List.of("learner=S-1", "learner/competency=a%2Fb/ü", "a/b=c=d/e", "a=/b", "")) {
        statement.setString(1, tag);
        statement.setString(2, "EvidenceRecorded");
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          assertThat(row.getLong(1)).isEqualTo(TagKey.of(tag, "EvidenceRecorded"));
        }
      }
    }
  }
}
