package progression.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static progression.api.District.evidence;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import progression.api.District.Answer;
import tools.jackson.databind.JsonNode;

/** Whatever comes in, it is never our fault, and the problem has a place. */
class BadInputIT {

  private static final int ROUNDS = 250;
  private static final Set<String> PLACES = Set.of("pointer", "line", "header", "parameter");

  private static final List<String> NASTY =
      List.of(
          "NaN",
          "Infinity",
          "1e999999999",
          "-1e-999999999",
          "9".repeat(5_000),
          "null",
          "true",
          "{}",
          "[]",
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "[".repeat(5_000),
          "0x1",
          "-0",
          "1.7976931348623157e309",
          "\"" + "x".repeat(70_000) + "\"",
          "2026-02-30T00:00:00Z");

  private final District district =
      ApiServer.newDistrict().publishMath().adoptTwoInARow().enroll("S-1");

  static Stream<Arguments> intakes() {
    return Stream.of(
        Arguments.of("PUT", "/v1/frameworks/fuzz", District.MATH),
        Arguments.of(
            "PUT",
            "/v1/policies/fuzz",
            """
            {"title":"three","appliesTo":{"framework":"math","competencies":["M.1"]},
             "scale":{"min":0,"max":1},"method":{"type":"consecutive","n":3},"threshold":1.0,
             "regression":"sticky","prerequisites":"advisory","requirements":{"minEvidence":3,
             "minSettings":2,"minAssessors":1,"kinds":["performance-task"],"window":"P1Y"}}
            """),
        Arguments.of(
            "PUT",
            "/v1/pathways/fuzz",
            """
            {"title":"One","framework":"math","stages":[{"id":"s","title":"S","requirement":
             {"all":[{"mastered":"M.1"},{"atLeast":1,"of":[{"any":[{"mastered":"M.2"}]}]}]}}]}
            """),
        Arguments.of(
            "POST",
            "/v1/relationships",
            "{\"learner\":\"S-1\",\"person\":\"T-7\",\"role\":\"teacher\",\"status\":\"ended\"}"),
        Arguments.of(
            "POST",
            "/v1/learners/S-1/goals",
            """
            {"id":"g-1","statement":"Count to ten","horizon":"short","competencies":["M.1"],
             "framework":"math","stage":{"pathway":"one","stage":"s"},"criteria":"twice",
             "targetDate":"2026-06-30"}
            """),
        Arguments.of(
            "POST",
            "/v1/learners/S-1/profile",
            """
            {"id":"p-1","strengths":["asks"],"needs":[],"goalOrientation":"mastery-approach",
             "preferences":{"pace":"slow","language":"es-MX","accommodations":["large print"]}}
            """),
        Arguments.of(
            "POST",
            "/v1/learners/S-1/check-ins",
            """
            {"id":"c-1","at":"2026-03-01T10:00:00Z","with":{"person":"T-7","role":"teacher"},
             "topic":"goals","competencies":["M.1"],"evidence":[],"goals":[]}
            """),
        Arguments.of("POST", "/v1/learners", "{\"learner\":\"S-2\",\"pathways\":[\"none\"]}"),
        Arguments.of(
            "POST",
            "/v1/learners",
            """
            {"learner":"S-2","grade":"6","subgroups":{"english-learner":"yes","lunch":"free"}}
            """),
        Arguments.of(
            "PUT",
            "/v1/thresholds",
            """
            {"attempts":4,"feedbackDays":14,"weeksBehind":1,"targetDays":0,"smallestGroup":10}
            """),
        Arguments.of(
            "POST",
            "/v1/evidence",
            """
            {"id":"lms:attempt-9","learner":"S-1","competency":"M.1","framework":"math",
             "kind":"assessment","score":{"raw":17,"max":20},"assessor":"T-7",
             "setting":"classroom","collaborators":["S-3"],"occurredAt":"2026-03-01T10:00:00Z",
             "assessedAt":"2026-03-01T11:00:00+01:00",
             "artifacts":[{"uri":"https://example.org/essay","title":"essay"}]}
            """));
  }

  @ParameterizedTest
  @MethodSource("intakes")
  void a_mutilated_body_is_a_problem_with_a_place(String method, String path, String body) {
    for (int seed = 0; seed < ROUNDS; seed++) {
      byte[] mutant = mutate(body.getBytes(UTF_8), new Random(seed));
      Answer answer =
          district.send(
              district
                  .request(path)
                  .header("Content-Type", "application/json")
                  .method(method, BodyPublishers.ofByteArray(mutant)));
      assertThat(answer.status()).as("%s, seed %d: %s", path, seed, answer).isLessThan(500);
      if (answer.status() >= 400) {
        assertThat(answer.response().headers().firstValue("Content-Type"))
            .hasValue("application/problem+json");
        assertProblem("%s, seed %d".formatted(path, seed), answer.json());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("intakes")
  void a_mutilated_line_harms_no_other(String method, String path, String body) {
    String line = body.replace("\n", "");
    String good = evidence("good-" + path, "S-1", 0.9, 1);
    boolean learners = path.equals("/v1/learners");
    for (int seed = 0; seed < 60; seed++) {
      byte[] mutant = mutate(line.getBytes(UTF_8), new Random(seed));
      String neighbour = learners ? "{\"learner\":\"S-1\"}" : good;
      byte[] stream = concat(neighbour + "\n", mutant, "\n" + neighbour + "\n");
      long lines =
          Stream.of(new String(stream, ISO_8859_1).split("\n"))
              .filter(BadInputIT::isSomething)
              .count();

      List<JsonNode> answers =
          district.bulk(learners ? "/v1/learners/bulk" : "/v1/evidence/bulk", stream).lines();

      assertThat(answers).as("seed %d", seed).hasSize((int) lines + 1);
      assertThat(answers.getFirst().get("status").asString()).isNotEqualTo("rejected");
      assertThat(answers.get(answers.size() - 2).get("status").asString()).isNotEqualTo("rejected");
      for (JsonNode answer : answers) {
        if (answer.has("problem")) {
          assertThat(answer.at("/problem/status").asInt()).isLessThan(500);
          assertProblem("line of seed " + seed, answer.get("problem"));
        }
      }
    }
  }

  @Test
  void headers_and_parameters_are_named_too() {
    Answer header =
        district.send(
            json("/v1/evidence", evidence("1", "S-1", 0.9, 1))
                .header("Progression-On-Behalf-Of", "nobody"));
    Answer parameter = district.get("/v1/frameworks/math?version=" + "9".repeat(50));
    Answer path = district.post("/v1/evidence/rejected/x/resend", "");

    assertThat(header.status()).isEqualTo(400);
    assertThat(header.json().get("header").asString()).isEqualTo("Progression-On-Behalf-Of");
    assertThat(parameter.json().get("parameter").asString()).isEqualTo("version");
    assertThat(path.json().get("parameter").asString()).isEqualTo("id");
  }

  @Test
  void a_body_of_the_wrong_encoding_is_refused() {
    String body = evidence("1", "S-1", 0.9, 1).replace("M.1", "é");

    assertThat(send("/v1/evidence", body.getBytes(ISO_8859_1)).problem())
        .isEqualTo("malformed-text");
    assertThat(send("/v1/evidence", body.getBytes(UTF_16LE)).status()).isEqualTo(400);
    assertThat(send("/v1/evidence", new byte[0]).problem()).isEqualTo("malformed-json");
    assertThat(send("/v1/evidence", new byte[(1 << 20) + 1]).status()).isEqualTo(413);
  }

  private Answer send(String path, byte[] body) {
    return district.send(
        district
            .request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body)));
  }

  private HttpRequest.Builder json(String path, String body) {
    return district
        .request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  /** A refusal of the domain speaks of the whole; everything else names a place. */
  private static void assertProblem(String which, JsonNode problem) {
    assertThat(problem.get("type").asString()).as(which).startsWith("/problems/");
    assertThat(problem.get("title").asString()).as(which).isNotBlank();
    assertThat(problem.get("detail").asString()).as(which).isNotBlank();
    String type = problem.get("type").asString();
    if (type.contains("field") || type.contains("malformed")) {
      assertThat(PLACES).as("%s: %s", which, problem).anyMatch(problem::has);
    }
  }

  private static byte[] mutate(byte[] body, Random random) {
    byte[] mutant = body.clone();
    int at = random.nextInt(mutant.length);
    switch (random.nextInt(7)) {
      case 0 -> mutant = Arrays.copyOf(mutant, at);
      case 1 -> {
        for (int n = 0; n <= random.nextInt(8); n++) {
          mutant[random.nextInt(mutant.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
      case 2 -> mutant[at] = 0;
      case 3 -> {
        int to = Math.min(mutant.length, at + random.nextInt(60));
        mutant = concat("", Arrays.copyOf(body, to), new String(body, at, body.length - at, UTF_8));
      }
      case 4 -> {
        int to = Math.min(mutant.length, at + 1 + random.nextInt(20));
        mutant = concat("", Arrays.copyOf(body, at), new String(body, to, body.length - to, UTF_8));
      }
      default -> {
        // in place of a value
        String text = new String(body, UTF_8);
        String[] parts = text.split("(?<=[:\\[])", -1);
        int part = 1 + random.nextInt(parts.length - 1);
        parts[part] =
            NASTY.get(random.nextInt(NASTY.size()))
                + parts[part].substring(Math.min(parts[part].length(), random.nextInt(12)));
        mutant = String.join("", parts).getBytes(UTF_8);
      }
    }
    return mutant;
  }

  private static boolean isSomething(String line) {
    return !line.chars().allMatch(c -> c == ' ' || c == '\t' || c == '\r');
  }

  private static byte[] concat(String before, byte[] middle, String after) {
    byte[] head = before.getBytes(UTF_8);
    byte[] tail = after.getBytes(UTF_8);
    byte[] all = Arrays.copyOf(head, head.length + middle.length + tail.length);
    System.arraycopy(middle, 0, all, head.length, middle.length);
    System.arraycopy(tail, 0, all, head.length + middle.length, tail.length);
    return all;
  }
}
