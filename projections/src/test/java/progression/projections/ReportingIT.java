package progression.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import progression.kernel.LearnerId;
import progression.mastery.Verdict.Status;
import progression.projections.http.Cursor;
import progression.relay.Relay;
import tools.jackson.databind.JsonNode;

/** Reports as teams read them: SQL with their own login, pages over HTTP. */
class ReportingIT {

  private static final String DISTRICT = TestStack.newDistrict();
  private static final String OTHER = TestStack.newDistrict();
  private static final TestLedger LEDGER = new TestLedger(DISTRICT, TestStack.ledgers());
  private static final TestLedger OTHER_LEDGER = new TestLedger(OTHER, TestStack.ledgers());
  private static final Relay RELAY = LEDGER.relay(TestStack.topic());
  private static final Relay OTHER_RELAY = OTHER_LEDGER.relay(TestStack.topic());
  private static final TestServer SERVER = new TestServer(List.of(DISTRICT, OTHER));

  private static long head;

  @BeforeAll
  static void start() throws Exception {
    RELAY.start();
    OTHER_RELAY.start();
    SERVER.start();
    var unused = Reported.begin(LEDGER);
    head = Reported.goOn(LEDGER);
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
      Reported.column(
          owner,
          """
          create role %s login password 'analyst' in role "progression_reporting_%s"
          """
              .formatted(login, DISTRICT));
    }
    String url = SERVER.bean(HikariDataSource.class).getJdbcUrl();
    try (Connection reader = DriverManager.getConnection(url, login, "analyst")) {
      assertThat(Reported.column(reader, "select learner from learnerprogress.report_mastery"))
          .containsExactlyInAnyOrderElementsOf(Reported.LEARNERS);
      assertThat(
              Reported.column(reader, "select distinct district from learnerprogress.competency"))
          .containsExactly(DISTRICT);
      assertThat(Reported.column(reader, "select learner from transcript.report_transcript"))
          .containsExactly("S-1");
      assertThat(
              Reported.column(
                  reader, "select level from learnerprogress.report_levels order by level"))
          .containsExactly("3.5", "4", "10");
      assertThat(
              Reported.column(
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
        assertThatThrownBy(() -> Reported.column(reader, refused))
            .as(refused)
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("permission denied");
      }
    }
    try (Connection reader =
        DriverManager.getConnection(TestStack.ledgers().getJdbcUrl(), login, "analyst")) {
      String ledger = "ledger_" + DISTRICT.replace('-', '_');
      assertThatThrownBy(() -> Reported.column(reader, "select * from %s.event".formatted(ledger)))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("permission denied for schema " + ledger);
    } finally {
      try (Connection owner = SERVER.bean(DataSource.class).getConnection()) {
        Reported.column(owner, "drop role " + login);
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

    assertThat(learners)
        .hasSize(Reported.LEARNERS.size())
        .isSorted()
        .containsAll(Reported.LEARNERS);
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

            - A view of your own on them goes where tables are made anew: query them, and build on exports.
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

  private static List<JsonNode> items(String path) throws Exception {
    return StreamSupport.stream(SERVER.ok(DISTRICT, path).get("items").spliterator(), false)
        .toList();
  }
}
