package progression.api.recordevidence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static progression.api.District.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import progression.api.ApiServer;
import progression.api.District;
import progression.api.District.Answer;
import progression.kernel.EvidenceId;
import progression.kernel.Tag;
import tools.jackson.databind.JsonNode;

class BulkEvidenceIT {

  private static final String BULK = "/v1/evidence/bulk";

  private final District district =
      ApiServer.newDistrict().publishMath().adoptTwoInARow().enroll("S-1", "S-2", "S-3");

  @Test
  void every_line_has_its_result_in_its_place() {
    StringBuilder lines = new StringBuilder();
    for (int n = 0; n < 1_000; n++) {
      lines.append(evidence("e" + n, "S-" + (1 + n / 7 % 3), 0.9, n)).append('\n');
    }

    List<JsonNode> answers = district.bulk(BULK, lines.toString()).lines();

    assertThat(answers).hasSize(1_001);
    for (int n = 0; n < 1_000; n++) {
      assertThat(answers.get(n).get("line").asInt()).isEqualTo(n + 1);
      assertThat(answers.get(n).get("evidence").asString()).isEqualTo("t:e" + n);
      assertThat(answers.get(n).get("status").asString()).isEqualTo("recorded");
      assertThat(recordedAt(answers.get(n))).isEqualTo("t:e" + n);
    }
    assertSummary(answers, 1_000, 0, 0);
    assertThat(positionsOf(answers, n -> n / 7 % 3 == 0)).isSorted();
  }

  @Test
  void the_same_file_again_records_nothing() {
    String lines = evidence("1", "S-1", 0.9, 1) + "\n" + evidence("2", "S-1", 0.9, 2) + "\n";
    List<JsonNode> first = district.bulk(BULK, lines).lines();

    List<JsonNode> again = district.bulk(BULK, lines + evidence("1", "S-2", 0.9, 1)).lines();

    assertSummary(first, 2, 0, 0);
    assertSummary(again, 0, 2, 1);
    assertThat(again.get(0).get("position")).isEqualTo(first.get(0).get("position"));
    assertThat(again.get(2).at("/problem/type").asString())
        .isEqualTo("/problems/evidence-conflict");
  }

  @Test
  void a_bad_line_is_rejected_alone_with_its_place() throws Exception {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    List<String> bad =
        List.of(
            "{",
            "[]",
            "null",
            evidence("b1", "S-1", 0.9, 1).replace("\"score\"", "\"scores\""),
            evidence("b2", "S-1", 0.9, 1).replace("\"learner\":\"S-1\",", ""),
            evidence("b3", "S-1", 0.9, 1).replace("0.9", "\"0.9\""),
            evidence("b4", "S-1", 0.9, 1).replace("2026-03-01", "2026-02-30"),
            evidence("b5", "S-1", 0.9, 1).replace("0.9", "NaN"),
            evidence("b6", "S-1", 0.9, 1).replace("S-1", "S-1\u0000"),
            evidence("b7", "S-1", 0.9, 1).replace("S-1", "S-1\\u0000"),
            evidence("b8", "S-1", 0.9, 1).replace("0.9", "0.9,\"scaled\":0.8"),
            evidence("b9", "S-1", 0.9, 1).replace("0.9", "1e999999999"),
            evidence("b10", "S-1", 0.9, 1).replace("0.9", "[".repeat(1_000)),
            evidence("b11", "S-1", 0.9, 1).replace("M.1", "x".repeat(1 << 20)),
            evidence("b12", "S-1", 0.9, 1).replace("t:b12", "b12"));
    int good = 0;
    for (String line : bad) {
      lines.write((evidence("g" + good++, "S-1", 0.9, good) + "\r\n").getBytes(UTF_8));
      lines.write((line + "\n").getBytes(UTF_8));
    }
    lines.write((evidence("b13", "S-1", 0.9, 1).replace("M.1", "é") + "\n").getBytes(ISO_8859_1));

    List<JsonNode> answers = district.bulk(BULK, lines.toByteArray()).lines();

    assertSummary(answers, good, 0, bad.size() + 1);
    for (int n = 0; n < bad.size(); n++) {
      assertThat(answers.get(2 * n).get("status").asString()).isEqualTo("recorded");
      JsonNode rejected = answers.get(2 * n + 1);
      assertThat(rejected.get("line").asInt()).isEqualTo(2 * n + 2);
      assertThat(rejected.get("status").asString()).isEqualTo("rejected");
      assertThat(rejected.at("/problem/detail").asString()).isNotBlank();
    }
    assertThat(answers)
        .filteredOn(answer -> answer.has("problem"))
        .extracting(answer -> answer.at("/problem/type").asString().replace("/problems/", ""))
        .containsExactly(
            "malformed-json",
            "invalid-field",
            "invalid-field",
            "unknown-field",
            "missing-field",
            "invalid-field",
            "invalid-field",
            "malformed-json",
            "malformed-json",
            "invalid-field",
            "malformed-json",
            "invalid-field",
            "malformed-json",
            "line-too-long",
            "invalid-field",
            "malformed-text");
    assertThat(answers.get(7).at("/problem/pointer").asString()).isEqualTo("/scores");
    assertThat(answers.get(1).at("/problem/line").asInt()).isEqualTo(2);
  }

  @Test
  void blank_lines_count_but_have_no_result() {
    List<JsonNode> answers =
        district
            .bulk(
                BULK,
                "\n  \r\n" + evidence("1", "S-1", 0.9, 1) + "\n\n" + evidence("2", "S-1", 1, 2))
            .lines();

    assertThat(answers).hasSize(3);
    assertThat(answers.get(0).get("line").asInt()).isEqualTo(3);
    assertThat(answers.get(1).get("line").asInt()).isEqualTo(5);
    assertSummary(answers, 2, 0, 0);
  }

  @Test
  void an_empty_stream_has_a_summary() {
    assertSummary(district.bulk(BULK, "").lines(), 0, 0, 0);
  }

  @Test
  void a_client_may_wait_for_each_result_before_it_sends_the_next_line() throws Exception {
    try (RawStream stream = new RawStream(district)) {
      for (int n = 0; n < 20; n++) {
        stream.send(evidence("e" + n, "S-1", 0.9, n) + "\n");
        JsonNode answer = requireNonNull(stream.readLine());
        assertThat(answer.get("evidence").asString()).isEqualTo("t:e" + n);
        assertThat(answer.get("status").asString()).isEqualTo("recorded");
      }
      stream.end();
      assertSummary(stream.readAll(), 20, 0, 0);
    }
  }

  @Test
  void a_client_may_send_everything_before_it_reads_anything() throws Exception {
    String unknown = evidence("x", "S-1", 0.9, 1).replace("M.1", "no such competency ".repeat(40));
    byte[] chunk = (unknown + "\n").repeat(100).getBytes(UTF_8);
    int chunks = 600;
    try (RawStream stream = new RawStream(district)) {
      for (int n = 0; n < chunks; n++) {
        stream.send(chunk);
      }
      stream.end();
      long bytes = 0;
      long lines = 0;
      JsonNode last = null;
      for (JsonNode line = stream.readLine(); line != null; line = stream.readLine()) {
        last = line;
        bytes += line.toString().length();
        lines++;
      }
      assertThat(lines).isEqualTo(100L * chunks + 1);
      assertThat(bytes).isGreaterThan(50L << 20);
      assertThat(requireNonNull(last).at("/summary/rejected").asInt()).isEqualTo(100 * chunks);
    }
    assertNothingSpooled();
  }

  @Test
  void gzip_is_read_too_and_streamed() throws Exception {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (RawStream stream = new RawStream(district, "Content-Encoding: gzip");
        GZIPOutputStream gzip = new GZIPOutputStream(zipped, true)) {
      for (int n = 0; n < 5; n++) {
        gzip.write((evidence("e" + n, "S-1", 0.9, n) + "\n").getBytes(UTF_8));
        gzip.flush();
        stream.send(zipped.toByteArray());
        zipped.reset();
        assertThat(requireNonNull(stream.readLine()).get("line").asInt()).isEqualTo(n + 1);
      }
      gzip.finish();
      stream.send(zipped.toByteArray());
      stream.end();
      assertSummary(stream.readAll(), 5, 0, 0);
    }
  }

  @Test
  void gzip_that_breaks_off_records_the_whole_lines_and_says_so() throws Exception {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped, true)) {
      gzip.write((evidence("1", "S-1", 0.9, 1) + "\n").getBytes(UTF_8));
      gzip.write(evidence("2", "S-1", 0.9, 2).getBytes(UTF_8));
      gzip.flush();
      try (RawStream stream = new RawStream(district, "Content-Encoding: gzip")) {
        stream.send(zipped.toByteArray());
        stream.end();
        List<JsonNode> answers = stream.readAll();

        assertSummary(answers, 1, 0, 0);
        assertThat(answers.getLast().at("/problem/type").asString())
            .isEqualTo("/problems/broken-input");
      }
    }
    assertThat(isRecorded("t:2")).isFalse();
  }

  @Test
  void what_came_in_before_the_connection_was_cut_is_recorded() throws Exception {
    try (RawStream stream = new RawStream(district)) {
      stream.send(evidence("1", "S-1", 0.9, 1) + "\n" + evidence("2", "S-1", 0.9, 2));
    }

    Awaitility.await().until(() -> isRecorded("t:1"));
    try (RawStream stream = new RawStream(district)) {
      stream.send(evidence("3", "S-1", 0.9, 1) + "\n" + evidence("4", "S-1", 0.9, 2));
      stream.cutOutput();
      Awaitility.await().until(() -> isRecorded("t:3"));
    }
    assertThat(isRecorded("t:2")).isFalse();
    assertThat(isRecorded("t:4")).isFalse();
    assertNothingSpooled();
  }

  @Test
  void an_encoding_that_is_not_read_here_is_refused_before_anything_is_recorded() {
    Answer answer =
        district.send(
            district
                .request(BULK)
                .header("Content-Type", "application/x-ndjson")
                .header("Content-Encoding", "br")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("x")));

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.problem()).isEqualTo("unsupported-media-type");
    assertThat(answer.json().get("header").asString()).isEqualTo("Content-Encoding");
  }

  private String recordedAt(JsonNode answer) {
    return ApiServer.recorded(district, answer.get("position").asLong())
        .at("/evidence/id")
        .asString();
  }

  private boolean isRecorded(String evidence) {
    return !ApiServer.ledgers()
        .of(district.name())
        .reader()
        .byTag(Tag.evidence(new EvidenceId(evidence)), -1, 1)
        .isEmpty();
  }

  private static List<Long> positionsOf(
      List<JsonNode> answers, java.util.function.IntPredicate which) {
    List<Long> positions = new ArrayList<>();
    for (int n = 0; n < answers.size() - 1; n++) {
      if (which.test(n)) {
        positions.add(answers.get(n).get("position").asLong());
      }
    }
    return positions;
  }

  private static void assertSummary(
      List<JsonNode> answers, int recorded, int duplicate, int rejected) {
    JsonNode summary = answers.getLast().get("summary");
    assertThat(summary.toString())
        .isEqualTo(
            "{\"lines\":%d,\"recorded\":%d,\"duplicate\":%d,\"rejected\":%d}"
                .formatted(recorded + duplicate + rejected, recorded, duplicate, rejected));
  }

  private static void assertNothingSpooled() throws IOException {
    if (Files.exists(ApiServer.SPOOL)) {
      try (Stream<java.nio.file.Path> files = Files.list(ApiServer.SPOOL)) {
        assertThat(files).isEmpty();
      }
    }
  }
}
