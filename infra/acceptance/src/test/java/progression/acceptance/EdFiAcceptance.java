package progression.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import progression.acceptance.District.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A district maps the objectives of an Ed-Fi assessment to its standards and sends the results of
 * its students; then each student's record is held against the file.
 */
class EdFiAcceptance {

  private static final Path WORK = Path.of("target", "ed-fi").toAbsolutePath();
  private static final Path JAR = Path.of(System.getProperty("acceptance.server"));
  private static final Path DATA = Path.of(System.getProperty("acceptance.data"));

  private static final String ASSESSMENTS = "/v1/interchange/ed-fi/student-assessments";

  /** Masters what she reached 6 of 10 points of, over all objectives about it. */
  private static final double ENOUGH = 0.6;

  private static final String AVERAGE =
      """
      {"title":"average","appliesTo":{"framework":"standards"},"scale":{"min":0,"max":1},
       "method":{"type":"average"},"threshold":0.6,"regression":"tracking"}
      """;

  @Test
  void objective_results_end_as_mastery_exactly_where_the_file_has_enough_points()
      throws Exception {
    Files.createDirectories(WORK);
    EdFiSample sample = EdFiSample.in(DATA, WORK);
    try (Server server = Server.start(JAR, WORK.resolve("data"))) {
      District district = new District(server.address(), "");
      prepare(district, sample);

      JsonNode summary = send(district, sample);
      long head = district.audit("/v1/ledger").json().get("position").asLong();

      assertThat(summary.get("recorded").asInt()).isEqualTo(sample.results().size());
      assertThat(summary.get("rejected").asInt()).isZero();
      System.out.printf("Ed-Fi: %s of %d students%n", summary, sample.students().size());
      Map<String, Set<String>> expected = new TreeMap<>();
      Map<String, Set<String>> mastered = new TreeMap<>();
      sample.shares().forEach((student, standards) -> expected.put(student, enough(standards)));
      for (String student : sample.students()) {
        mastered.put(student, mastered(district, student, head, sample));
      }
      assertThat(mastered).isEqualTo(expected);

      JsonNode again = send(district, sample);
      assertThat(again.get("duplicate").asInt()).isEqualTo(sample.results().size());
      assertThat(district.audit("/v1/ledger").json().get("position").asLong()).isEqualTo(head);
    }
  }

  private static void prepare(District district, EdFiSample sample) throws Exception {
    created(
        district.put(
            "/v1/frameworks/standards",
            Curriculum.casePackage("standards", "Learning standards", sample.standards())));
    created(district.put("/v1/policies/average", AVERAGE));
    created(district.put("/v1/interchange/ed-fi/objective-mappings/placement", mapping(sample)));
    for (String student : sample.students()) {
      created(district.post("/v1/learners", "{\"learner\":\"" + student + "\"}"));
    }
  }

  private static String mapping(EdFiSample sample) {
    ObjectNode mapping = JsonMapper.shared().createObjectNode();
    mapping.put("assessment", sample.assessment());
    mapping.put("namespace", sample.namespace());
    mapping.put("framework", "standards");
    mapping.put("timeZone", "America/Chicago");
    ArrayNode objectives = mapping.putArray("objectives");
    sample
        .objectives()
        .forEach((code, objective) ->
            objectives
                .addObject()
                .put("objective", code)
                .put("competency", objective.standard())
                .put("reportingMethod", "Raw score")
                .put("max", objective.max()));
    return mapping.toString();
  }

  private static JsonNode send(District district, EdFiSample sample) throws Exception {
    List<JsonNode> lines = new ArrayList<>();
    district.stream(ASSESSMENTS, "application/xml", sample.file(), lines::add);
    assertThat(lines).hasSize(sample.results().size() + 1);
    return lines.getLast().get("summary");
  }

  private static Set<String> enough(Map<String, List<Double>> standards) {
    Set<String> enough = new TreeSet<>();
    standards.forEach((standard, shares) -> {
      if (shares.stream().mapToDouble(share -> share).average().orElseThrow() >= ENOUGH - 1e-9) {
        enough.add(standard);
      }
    });
    return enough;
  }

  private static Set<String> mastered(
      District district, String student, long head, EdFiSample sample) throws Exception {
    String path = "/v1/learners/" + District.encoded(student) + "/progress?minPosition=" + head;
    Answer answer = district.report(path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    Set<String> mastered = new TreeSet<>();
    int evidence = 0;
    for (JsonNode competency : answer.json().get("competencies")) {
      evidence += competency.get("evidence").asInt();
      if (competency.get("status").asString().equals("mastered")) {
        mastered.add(competency.get("code").asString());
      }
    }
    assertThat(evidence)
        .isEqualTo(
            (int)
                sample.results().stream()
                    .filter(result -> result.student().equals(student))
                    .count());
    return mastered;
  }

  private static void created(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }
}
