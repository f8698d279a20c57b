package progression.projections;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletResponse;
import progression.projections.runtime.PastTables;
import progression.projections.runtime.Projection;
import progression.relay.Relay;

/** Reports as files: whole, filtered, as of earlier, and opened by other programs. */
class ReportExportIT {

  private static final String DISTRICT = TestStack.newDistrict();
  private static final TestLedger LEDGER = new TestLedger(DISTRICT, TestStack.ledgers());
  private static final Relay RELAY = LEDGER.relay(TestStack.topic());
  private static final TestServer SERVER = new TestServer(List.of(DISTRICT));

  private static long before;
  private static long head;

  @BeforeAll
  static void start() throws Exception {
    RELAY.start();
    SERVER.start();
    before = Reported.begin(LEDGER);
    head = Reported.goOn(LEDGER);
    SERVER.ok(DISTRICT, "/v1/reports/transcript?minPosition=" + head);
    SERVER.ok(DISTRICT, "/v1/reports/mastery?minPosition=" + head);
  }

  @AfterAll
  static void stop() {
    SERVER.close();
    RELAY.close();
    LEDGER.close();
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
        .hasSize(Reported.LEARNERS.size())
        .allSatisfy(row -> assertThat(row.get("status").asString()).isEqualTo("not-yet"));
    assertThat(export("mastery?format=ndjson&asOf=" + head).getContentAsString(UTF_8))
        .isEqualTo(export("mastery?format=ndjson").getContentAsString(UTF_8));
    assertThat(export("transcript?format=ndjson&asOf=" + before).getContentAsString(UTF_8))
        .isEmpty();
    try (Connection connection = SERVER.bean(DataSource.class).getConnection()) {
      assertThat(
              Reported.column(
                  connection, "select nspname from pg_namespace where nspname ~ '_past_'"))
          .isEmpty();
    }
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
      return Reported.column(
          duck,
          """
          set timezone = 'UTC';
          select concat_ws('|', %s) from %s('%s')
          """
              .formatted(columns, function, file));
    }
  }
}
