package progression.projections;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletResponse;
import progression.kernel.LearnerId;
import progression.mastery.Verdict.Status;
import progression.projections.http.Cursor;
import progression.projections.runtime.PastTables;
import progression.projections.runtime.Projection;
import progression.relay.Relay;
import tools.jackson.databind.JsonNode;

/**
 * Reports as teams use them: SQL with their own login, pages over HTTP, files in other programs.
 */
class ReportingIT {

  private static final String DISTRICT = TestStack.newDistrict();
  private static final String OTHER = TestStack.newDistrict();
  private static final TestLedger LEDGER = new TestLedger(DISTRICT, TestStack.ledgers());
  private static final TestLedger OTHER_LEDGER = new TestLedger(OTHER, TestStack.ledgers());
  private static final Relay RELAY = LEDGER.relay(TestStack.topic());
  private static final Relay OTHER_RELAY = OTHER_LEDGER.relay(TestStack.topic());
  private static final TestServer SERVER = new TestServer(List.of(DISTRICT, OTHER));

  /** Learners whose ids a spreadsheet, a CSV reader or a URL could take for something else. */
  private static final List<String> LEARNERS = List.of("=1+1", "S,\"1\"", "S-1", "S/2 é", "S;3");

  private static long before;
  private static long head;

  @BeforeAll
  static void start() throws Exception {
    RELAY.start();
    OTHER_RELAY.start();
    SERVER.start();
    LEDGER.append(Story.framework(1), Story.pathway());
    for (String learner : LEARNERS) {
      LEDGER.append(Story.enrolled(learner));
      before = LEDGER.append(Story.evidence(learner, Story.RATIOS, 1, Status.NOT_YET, "0.5"));
    }
    LEDGER.append(OwnRecord.goal("S-1"));
    LEDGER.append(Story.mastersRatios("S-1"));
    head =
        LEDGER.append(
            Story.reached("S-1", Story.RATIOS, 3, "3.5"),
            Story.reached("S-1", Story.RATIOS, 3, "10"),
            Story.reached("S-1", Story.RATIOS, 3, "4"),
            Story.lowered("S-1", Story.RATIOS, 3, "4"));
    OTHER_LEDGER.append(Story.framework(1), Story.pathway());
    OTHER_LEDGER.append(Story.enrolled("S-elsewhere"));
    long there =
        OTHER_LEDGER.append(Story.evidence("S-elsewhere", Story.RATIOS, 1, Status.NOT_YET, "0.5"));
    SERVER.ok(DISTRICT, "/v1/reports/transcript?minPosition=" + head);
    SERVER.ok(DISTRICT, "/v1/reports/mastery?minPosition=" + head);
    SERVER.ok(OTHER, "/v1/reports/mastery?minPosition=" + there);
  }

  @AfterAll
  static void stop() {
    SERVER.close();
    RELAY.close();
    OTHER_RELAY.close();
    LEDGER.close();
    OTHER_LEDGER.close();
  }

  @Test
  void a_reader_of_a_district_sees_its_rows_and_no_others_and_changes_nothing() throws Exception {
    SERVER.rebuild(DISTRICT);
    String login = "analyst_" + DISTRICT.replace('-', '_');
    try (Connection owner = SERVER.bean(DataSource.class).getConnection()) {
      column(
          owner,
          """
          create role %s login password 'analyst' in role "progression_reporting_%s"
          """
              .formatted(login, DISTRICT));
    }
    String url = SERVER.bean(HikariDataSource.class).getJdbcUrl();
    try (Connection reader = DriverManager.getConnection(url, login, "analyst")) {
      assertThat(column(reader, "select learner from learnerprogress.report_mastery"))
          .containsExactlyInAnyOrderElementsOf(LEARNERS);
      assertThat(column(reader, "select distinct district from learnerprogress.competency"))
          .containsExactly(DISTRICT);
      assertThat(column(reader, "select learner from transcript.report_transcript"))
          .containsExactly("S-1");
      assertThat(column(reader, "select level from learnerprogress.report_levels order by level"))
          .containsExactly("3.5", "4", "10");
      assertThat(
              column(
                  reader,
                  """
                  select horizon || ' ' || (target_date - 1) from learnerprogress.report_goals
                  """))
          .containsExactly("long 2030-06-29");
      for (String refused :
          List.of(
              "select definition from learnerprogress.goal",
              "delete from learnerprogress.competency",
              "update learnerprogress.competency set status = 'mastered'",
              "select * from learnerprogress.flyway_schema_history",
              "select * from learnerprogress.choice",
              "select * from portfolio.entry",
              "select * from districtdashboard.description",
              "select * from districtdashboard.figures",
              "select * from audittrail.entry",
              "create table learnerprogress.mine (n int)")) {
        assertThatThrownBy(() -> column(reader, refused))
            .as(refused)
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("permission denied");
      }
    }
    try (Connection reader =
        DriverManager.getConnection(TestStack.ledgers().getJdbcUrl(), login, "analyst")) {
      String ledger = "ledger_" + DISTRICT.replace('-', '_');
      assertThatThrownBy(() -> column(reader, "select * from %s.event".formatted(ledger)))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("permission denied for schema " + ledger);
    } finally {
      try (Connection owner = SERVER.bean(DataSource.class).getConnection()) {
        column(owner, "drop role " + login);
      }
    }
  }

  @Test
  void pages_cover_a_report_once_in_the_order_of_its_key() throws Exception {
    List<String> learners = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = SERVER.ok(DISTRICT, "/v1/reports/mastery?limit=2" + cursor);
      page.get("items").forEach(item -> learners.add(item.get("learner").asString()));
      assertThat(page.get("position").asLong()).isEqualTo(head);
      cursor = page.has("next") ? "&cursor=" + page.get("next").asString() : "";
    } while (!cursor.isEmpty());

    assertThat(learners).hasSize(LEARNERS.size()).isSorted().containsAll(LEARNERS);
  }

  @Test
  void pages_of_levels_go_by_number() throws Exception {
    List<String> levels = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = SERVER.ok(DISTRICT, "/v1/reports/levels?limit=1" + cursor);
      page.get("items")
          .forEach(item ->
              levels.add(item.get("level").asString() + " " + item.get("status").asString()));
      cursor = page.has("next") ? "&cursor=" + page.get("next").asString() : "";
    } while (!cursor.isEmpty());

    assertThat(levels).containsExactly("3.5 reached", "4 withdrawn", "10 reached");
    for (String foreign : List.of("4e9", "much", "")) {
      TestServer.assertProblem(
          SERVER.get(
              DISTRICT,
              URI.create(
                  "/v1/reports/levels?cursor="
                      + new Cursor("reports/levels", List.of("S-1", "c-ratios", foreign)).text()),
              Map.of()),
          400,
          "invalid-parameter");
    }
  }

  @Test
  void a_text_column_filters_and_anything_else_is_told() throws Exception {
    assertThat(items("/v1/reports/mastery?status=mastered&framework=math"))
        .extracting(item -> item.get("learner").asString())
        .containsExactly("S-1");
    assertThat(items("/v1/reports/stages?learner=S-1&status=completed")).hasSize(1);
    for (String wrong :
        List.of(
            "?nothing=1", "?estimate=1", "?limit=0", "?cursor=e30", "?cursor=*", "?learner=%00")) {
      TestServer.assertProblem(
          SERVER.get(DISTRICT, URI.create("/v1/reports/mastery" + wrong), Map.of()),
          400,
          "invalid-parameter");
    }
    TestServer.assertProblem(
        SERVER.get(DISTRICT, URI.create("/v1/reports/nothing"), Map.of()), 404, "not-found");
  }

  @Test
  void the_list_of_reports_names_every_column_and_says_what_it_means() throws Exception {
    JsonNode reports = SERVER.ok(DISTRICT, "/v1/reports").get("reports");

    assertThat(reports)
        .extracting(one -> one.get("report").asString())
        .contains("goals", "levels", "mastery", "stages", "transcript");
    for (JsonNode report : reports) {
      assertThat(report.get("meaning").asString()).isNotBlank();
      assertThat(report.get("columns"))
          .as(report.toString())
          .isNotEmpty()
          .allSatisfy(column -> assertThat(column.get("meaning").asString()).isNotBlank());
    }
  }

  @Test
  void the_committed_page_of_reports_is_what_the_server_says() throws Exception {
    StringBuilder page =
        new StringBuilder(
            """
            # Reports

            Generated from the comments of the views. SQL reads them with a login that has the role
            `progression_reporting_<district>`; `GET /v1/reports/{report}` pages through them, and
            `GET /v1/reports/{report}/export?format=csv|ndjson|parquet&asOf=` gives all of one. As a
            view, each has the column `district` in front. A column is never renamed or removed.

            - Each text column is a parameter of pages and exports that keeps the rows in which it
              holds just this: `?learner=S-1&status=mastered`.
            - A page has `limit` rows, 1 to 1,000, or 1,000 if nothing is said; its `next` is the
              `cursor` of the next one.
            - Pages say in `position`, exports in the header `Progression-Position`, up to where of
              the ledger they are complete. `minPosition` waits until that is so far.
            - A server serves four exports of live tables at a time, and one `asOf` a position or
              time; another is told to come again (503 with `Retry-After`).
            - In JSON and NDJSON what has no value is absent, and not null.
            - CSV is RFC 4180 in UTF-8 with a header. What has no value is an empty field, empty text
              a quoted one. Text that begins with `=`, `+`, `-`, `@`, a tab or a line break has an
              apostrophe in front, as spreadsheets would run it: take it off where no one does.
            - In Parquet numbers are doubles and integers of 64 bits, times UTC in microseconds. In
              CSV and NDJSON numbers have all their digits, and dates are such as 2026-06-30.
            """);
    for (JsonNode report : SERVER.ok(DISTRICT, "/v1/reports").get("reports")) {
      List<String> key = new ArrayList<>();
      report.get("key").forEach(column -> key.add(column.asString()));
      page.append(
          """

          ## %s
          %s View `%s`, a row for each %s.

          | column | type | |
          |---|---|---|
          """
              .formatted(
                  report.get("report").asString(),
                  report.get("meaning").asString(),
                  report.get("view").asString(),
                  String.join(", ", key)));
      for (JsonNode column : report.get("columns")) {
        page.append(
            "| `%s` | %s | %s |\n"
                .formatted(
                    column.get("name").asString(),
                    column.get("type").asString(),
                    column.get("meaning").asString()));
      }
    }
    Files.writeString(Path.of("target/REPORTS.md"), page);

    Path committed = Path.of("REPORTS.md");
    assertThat(Files.exists(committed) ? Files.readString(committed) : "")
        .as(
            "if the reports were meant to change: cp projections/target/REPORTS.md"
                + " projections/REPORTS.md")
        .isEqualTo(page.toString());
  }

  @Test
  void an_export_filters_as_the_list_does() throws Exception {
    assertThat(
            export("mastery?format=ndjson&status=mastered&framework=math")
                .getContentAsString(UTF_8)
                .lines())
        .singleElement()
        .satisfies(line ->
            assertThat(TestServer.JSON.readTree(line).get("learner").asString()).isEqualTo("S-1"));
    assertThat(
            export("mastery?format=ndjson&learner=S;3&asOf=" + before)
                .getContentAsString(UTF_8)
                .lines())
        .hasSize(1);
    for (String wrong : List.of("?nothing=1", "?estimate=1", "?learner=%00")) {
      TestServer.assertProblem(
          SERVER.get(DISTRICT, URI.create("/v1/reports/mastery/export" + wrong), Map.of()),
          400,
          "invalid-parameter");
    }
  }

  @Test
  void an_export_as_of_a_position_cannot_reflect_a_later_one() throws Exception {
    String then = "/v1/reports/mastery/export?asOf=" + before + "&minPosition=";
    MockHttpServletResponse refused = SERVER.get(DISTRICT, URI.create(then + head), Map.of());
    TestServer.assertProblem(refused, 400, "invalid-parameter");
    assertThat(refused.getContentAsString())
        .contains("minPosition %d lies beyond asOf, position %d".formatted(head, before));
    assertThat(SERVER.get(DISTRICT, URI.create(then + before), Map.of()).getStatus())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"csv, read_csv", "ndjson, read_json", "parquet, read_parquet"})
  void another_program_opens_an_export_and_finds_the_same(String format, String function)
      throws Exception {
    MockHttpServletResponse answer = export("mastery?format=" + format);

    assertThat(answer.getHeader("Progression-Position")).isEqualTo(Long.toString(head));
    assertThat(answer.getHeader("Content-Disposition"))
        .isEqualTo("attachment; filename=\"mastery-%d.%s\"".formatted(head, format));
    String apostrophe = format.equals("csv") ? "'" : "";
    assertThat(
            opened(
                answer,
                format,
                function,
                """
                learner, status, estimate::double, evidence,
                strftime(last_evidence_at::timestamptz, '%Y-%m-%d %H:%M:%S')\
                """))
        .containsExactlyInAnyOrder(
            apostrophe + "=1+1|not-yet|0.5|1|2026-03-01 10:00:00",
            "S,\"1\"|not-yet|0.5|1|2026-03-01 10:00:00",
            "S-1|mastered|0.8666666666666667|2|2026-03-03 10:00:00",
            "S/2 é|not-yet|0.5|1|2026-03-01 10:00:00",
            "S;3|not-yet|0.5|1|2026-03-01 10:00:00");
  }

  @ParameterizedTest
  @CsvSource({
    "csv, read_csv, VARCHAR",
    "ndjson, read_json, VARCHAR[]",
    "parquet, read_parquet, JSON"
  })
  void another_program_finds_what_is_json_as_such(String format, String function, String type)
      throws Exception {
    assertThat(
            opened(
                export("transcript?format=" + format),
                format,
                function,
                "learner, evidence::json ->> '$[1]', typeof(evidence)"))
        .containsExactly("S-1|lms:S-1-c-ratios-3|" + type);
    assertThat(
            opened(
                export("goals?format=" + format),
                format,
                function,
                "learner, horizon, competencies::json ->> '$[1]', typeof(competencies)"))
        .containsExactly("S-1|long|c-rates|" + type);
  }

  @ParameterizedTest
  @CsvSource({"csv, read_csv", "ndjson, read_json", "parquet, read_parquet"})
  void another_program_finds_a_date_as_such(String format, String function) throws Exception {
    assertThat(
            opened(
                export("goals?format=" + format),
                format,
                function,
                "target_date, typeof(target_date)"))
        .containsExactly("2030-06-30|DATE");
  }

  @Test
  void a_csv_is_as_rfc_4180_says() throws Exception {
    MockHttpServletResponse answer = export("mastery?format=csv");

    assertThat(answer.getContentType()).isEqualTo("text/csv; charset=UTF-8; header=present");
    assertThat(answer.getContentAsString(UTF_8))
        .startsWith("learner,competency,code,statement,framework,status,estimate,evidence,")
        .contains("\r\n\"S,\"\"1\"\"\",c-ratios,")
        .endsWith("\r\n");
  }

  @Test
  void an_export_as_of_an_earlier_position_is_what_was_known_then_and_leaves_nothing_behind()
      throws Exception {
    MockHttpServletResponse then = export("mastery?format=ndjson&asOf=" + before);

    assertThat(then.getHeader("Progression-Position")).isEqualTo(Long.toString(before));
    assertThat(then.getContentAsString(UTF_8).lines().map(TestServer.JSON::readTree))
        .hasSize(LEARNERS.size())
        .allSatisfy(row -> assertThat(row.get("status").asString()).isEqualTo("not-yet"));
    assertThat(export("mastery?format=ndjson&asOf=" + head).getContentAsString(UTF_8))
        .isEqualTo(export("mastery?format=ndjson").getContentAsString(UTF_8));
    assertThat(export("transcript?format=ndjson&asOf=" + before).getContentAsString(UTF_8))
        .isEmpty();
    try (Connection connection = SERVER.bean(DataSource.class).getConnection()) {
      assertThat(column(connection, "select nspname from pg_namespace where nspname ~ '_past_'"))
          .isEmpty();
    }
  }

  @Test
  void a_report_says_up_to_where_it_is_complete_and_no_less_than_was_asked_for() throws Exception {
    OTHER_LEDGER.append(Story.enrolled("S-parked"));
    long unreadable = OTHER_LEDGER.appendUnreadable(new LearnerId("S-parked"));
    long behind =
        OTHER_LEDGER.append(Story.evidence("S-parked", Story.RATIOS, 1, Status.NOT_YET, "0.5"));
    String min = "minPosition=" + behind;
    URI then = URI.create("/v1/reports/mastery/export?format=ndjson&asOf=" + behind);
    for (String path :
        List.of(
            "/v1/reports/mastery?" + min, "/v1/reports/mastery/export?" + min, then + "&" + min)) {
      MockHttpServletResponse refused = SERVER.get(OTHER, URI.create(path), Map.of());
      TestServer.assertProblem(refused, 503, "not-yet");
      assertThat(refused.getHeader("Retry-After")).isNotBlank();
      assertThat(refused.getContentAsString()).contains("could not be applied");
    }
    MockHttpServletResponse before = SERVER.get(OTHER, then, Map.of());
    assertThat(before.getHeader("Progression-Position")).isEqualTo(Long.toString(unreadable - 1));
    assertThat(before.getContentAsString()).doesNotContain("S-parked");

    URI drop =
        URI.create(
            "/v1/projections/learnerprogress/parked/%d/drop?reason=wrong".formatted(unreadable));
    assertThat(SERVER.post(OTHER, drop).getStatus()).isEqualTo(200);
    MockHttpServletResponse after = SERVER.get(OTHER, then, Map.of());
    assertThat(after.getHeader("Progression-Position")).isEqualTo(Long.toString(behind));
    assertThat(after.getContentAsString()).contains("S-parked");
    assertThat(SERVER.ok(OTHER, "/v1/reports/mastery?" + min).get("position").asLong())
        .isEqualTo(behind);
  }

  @Test
  void one_past_at_a_time_is_looked_at_and_another_is_told_to_come_again() throws Exception {
    Projection mastery =
        SERVER.beans(Projection.class).stream()
            .filter(projection -> projection.name().equals("learnerprogress"))
            .findFirst()
            .orElseThrow();
    String path = "/v1/reports/mastery/export?asOf=" + before;
    List<MockHttpServletResponse> meanwhile = new ArrayList<>();

    SERVER
        .bean(PastTables.class)
        .at(
            mastery,
            DISTRICT,
            before,
            (schema, position) -> {
              try {
                meanwhile.add(SERVER.get(DISTRICT, URI.create(path), Map.of()));
              } catch (Exception e) {
                throw new IOException(e);
              }
            });

    TestServer.assertProblem(meanwhile.getFirst(), 503, "not-yet");
    assertThat(SERVER.get(DISTRICT, URI.create(path), Map.of()).getStatus()).isEqualTo(200);
  }

  private static MockHttpServletResponse export(String query) throws Exception {
    String path = "/v1/reports/" + query.replaceFirst("\\?", "/export?");
    MockHttpServletResponse answer = SERVER.get(DISTRICT, URI.create(path), Map.of());
    assertThat(answer.getStatus()).isEqualTo(200);
    return answer;
  }

  /** The file as DuckDB sees it. */
  private static List<@Nullable String> opened(
      MockHttpServletResponse answer, String format, String function, String columns)
      throws Exception {
    Path file = Path.of("target", "export." + format).toAbsolutePath();
    Files.write(file, answer.getContentAsByteArray());
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      return column(
          duck,
          """
          set timezone = 'UTC';
          select concat_ws('|', %s) from %s('%s')
          """
              .formatted(columns, function, file));
    }
  }

  private static List<JsonNode> items(String path) throws Exception {
    return StreamSupport.stream(SERVER.ok(DISTRICT, path).get("items").spliterator(), false)
        .toList();
  }

  private static List<@Nullable String> column(Connection connection, String sql)
      throws SQLException {
    List<@Nullable String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      if (statement.execute(sql)) {
        try (ResultSet row = statement.getResultSet()) {
          while (row.next()) {
            values.add(row.getString(1));
          }
        }
      }
    }
    return values;
  }
}
