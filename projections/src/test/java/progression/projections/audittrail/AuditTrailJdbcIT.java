package progression.projections.audittrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;
import progression.projections.Story;
import progression.projections.TestLedger;
import progression.projections.TestStack;
import progression.projections.audittrail.AuditTrailFold.Name;
import progression.projections.audittrail.AuditTrailFold.Row;
import progression.projections.http.Cursor;
import progression.projections.runtime.Districts;
import progression.projections.runtime.Freshness;

class AuditTrailJdbcIT {

  private static final String NOTHING_ELSE = "5";

  private final AuditTrailJdbc jdbc = new AuditTrailJdbc(TestStack.tables());
  private final String district = TestStack.newDistrict();

  @BeforeEach
  void record() throws SQLException {
    Flyway.configure()
        .dataSource(TestStack.tables())
        .schemas(AuditTrailProjection.NAME)
        .locations("classpath:db/projections/runtime", "classpath:db/projections/audittrail")
        .load()
        .migrate();
    write(LongStream.range(0, 100).mapToObj(this::row).toList());
  }

  private void write(List<Row> rows) throws SQLException {
    try (Connection connection = TestStack.tables().getConnection()) {
      connection.setSchema(AuditTrailProjection.NAME);
      AuditTrailJdbc.insert(connection, rows);
      connection.setSchema("public");
    }
  }

  /** Commands of five events, and a value of each column for every tenth position. */
  private Row row(long position) {
    String one = Long.toString(position % 10);
    return new Row(
        district,
        new Entry(
            position,
            new UUID(0, position),
            "T-" + one,
            Instant.EPOCH,
            Instant.EPOCH.plusSeconds(position),
            "S-" + one,
            "C-" + one,
            "client-" + one,
            "teacher:" + one,
            "request-" + position / 20,
            "command-" + position / 5,
            "trace"));
  }

  private List<Long> positions(Map<String, String> equal) {
    Map<String, List<String>> oneOf = new HashMap<>();
    equal.forEach((column, value) -> oneOf.put(column, List.of(value)));
    return jdbc.list(district, -1, 99, oneOf, 1_000).stream().map(Entry::position).toList();
  }

  @Test
  void each_question_finds_its_events_in_order_and_no_others() {
    Map.of(
            "type", "T-",
            "learner", "S-",
            "competency", "C-",
            "client", "client-",
            "on_behalf_of", "teacher:")
        .forEach((column, prefix) -> {
          assertThat(positions(Map.of(column, prefix + NOTHING_ELSE)))
              .as(column)
              .containsExactly(5L, 15L, 25L, 35L, 45L, 55L, 65L, 75L, 85L, 95L);
          assertThat(positions(Map.of(column, prefix))).as(column).isEmpty();
        });
    assertThat(positions(Map.of("correlation", "request-1"))).hasSize(20).contains(20L, 39L);
    assertThat(positions(Map.of("client", "client-5", "learner", "S-6"))).isEmpty();
  }

  @Test
  void a_code_names_all_that_ever_had_it_in_the_district_and_what_is_none_names_itself()
      throws SQLException {
    List<Name> names =
        List.of(
            new Name(district, "6.RP", "C-1"),
            new Name(district, "6.RP", "C-2"),
            new Name("elsewhere", "6.RP", "C-3"));
    for (List<Name> batch : List.of(names, names.reversed())) {
      try (Connection connection = TestStack.tables().getConnection()) {
        connection.setSchema(AuditTrailProjection.NAME);
        AuditTrailJdbc.insertNames(connection, batch);
        connection.setSchema("public");
      }
    }

    List<String> found = jdbc.competencies(district, "6.RP");

    assertThat(found).containsExactlyInAnyOrder("C-1", "C-2");
    assertThat(jdbc.list(district, -1, 19, Map.of("competency", found), 1_000))
        .extracting(Entry::position)
        .containsExactly(1L, 2L, 11L, 12L);
    assertThat(jdbc.competencies(district, "C-5")).containsExactly("C-5");
  }

  @Test
  void pages_cover_everything_once_and_end_where_they_are_told_to() {
    List<Entry> first = jdbc.list(district, -1, 59, Map.of(), 40);
    List<Entry> second = jdbc.list(district, first.getLast().position(), 59, Map.of(), 40);

    assertThat(first).extracting(Entry::position).hasSize(40).startsWith(0L).endsWith(39L);
    assertThat(second).extracting(Entry::position).hasSize(20).startsWith(40L).endsWith(59L);
    assertThat(first.getFirst()).isEqualTo(row(0).entry());
  }

  @Test
  void a_commands_events_stand_together_and_no_other_commands_among_them() {
    assertThat(jdbc.ofTheSameCommand(district, 7))
        .extracting(Entry::position)
        .containsExactly(5L, 6L, 7L, 8L, 9L);
    assertThat(jdbc.ofTheSameCommand(district, 1_000)).isEmpty();
  }

  @Test
  void what_comes_again_changes_nothing() throws SQLException {
    List<Entry> before = jdbc.list(district, -1, 99, Map.of(), 1_000);

    write(List.of(row(3), row(4)));

    assertThat(jdbc.list(district, -1, 99, Map.of(), 1_000)).isEqualTo(before);
  }

  /** Else who reads page by page would pass by what the slowest partition has yet to bring. */
  @Test
  void a_list_ends_where_the_slowest_partition_has_come_to_whatever_is_asked() throws SQLException {
    reach(List.of(79L, 59L, 99L));
    Jwt token = Jwt.withTokenValue("t").header("alg", "none").claim("district", district).build();
    try (TestLedger ledger = new TestLedger(district, TestStack.ledgers())) {
      ledger.append(Collections.nCopies(100, Story.framework(1)));
      Districts districts = new Districts(Map.of(district, ledger.reader()));
      Freshness freshness =
          new Freshness(TestStack.tables(), districts, TestStack.topic(), Duration.ZERO);
      AuditTrailController controller = new AuditTrailController(districts, freshness, jdbc);
      String cursor = Cursor.behind("audit-trail", 49).text();
      for (String to : new String[] {null, "2100-01-01T00:00:00Z"}) {
        AuditTrailController.Page page =
            controller.trail(
                null, null, null, null, null, null, null, to, cursor, null, null, token);
        assertThat(page.position()).isEqualTo(59);
        assertThat(page.items())
            .extracting(Entry::position)
            .containsExactlyElementsOf(LongStream.rangeClosed(50, 59).boxed().toList());
      }
    }
  }

  /** How far the partitions have come. */
  private void reach(List<Long> positions) throws SQLException {
    try (Connection connection = TestStack.connection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into audittrail.checkpoint values (?, ?, '1', ?)")) {
      for (int partition = 0; partition < positions.size(); partition++) {
        insert.setString(1, district);
        insert.setInt(2, partition);
        insert.setLong(3, positions.get(partition));
        insert.executeUpdate();
      }
    }
  }
}
