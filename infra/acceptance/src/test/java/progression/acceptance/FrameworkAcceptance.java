package progression.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import progression.acceptance.District.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A district gives up a part of a published framework: what has an exact match in another one, what
 * is replaced, and what nothing takes the place of. Its learners are taken over.
 */
class FrameworkAcceptance {

  private static final Path WORK = Path.of("target", "frameworks").toAbsolutePath();
  private static final Path JAR = Path.of(System.getProperty("acceptance.server"));
  private static final Path DATA = Path.of(System.getProperty("acceptance.data"));
  private static final Path REAL = DATA.resolve("case").resolve("sbac-grade3-math-c1-ta.json");
  private static final String NEW = UUID.nameUUIDFromBytes(new byte[] {1}).toString();

  @Test
  void learners_are_taken_over_to_what_takes_the_place_of_what_they_mastered() throws Exception {
    Files.createDirectories(WORK);
    ObjectNode first = published();
    Map<String, String> matches = matches(first);
    List<String> others = new ArrayList<>();
    for (JsonNode item : first.path("CFItems")) {
      if (!matches.containsKey(item.path("identifier").asString())) {
        others.add(item.path("identifier").asString());
      }
    }
    String replaced = others.get(0);
    String removed = others.get(1);
    try (Server server = Server.start(JAR, WORK.resolve("data"))) {
      District district = new District(server.address(), "");
      publish(district, "standards", matched(first, matches), 201);
      publish(district, "grade-3", first.toString(), 201);
      int learner = 0;
      List<String> mastered = new ArrayList<>(matches.keySet());
      mastered.addAll(List.of(replaced, removed));
      for (String competency : mastered) {
        master(district, "L-" + learner++, competency);
      }

      publish(district, "grade-3", second(first, matches, replaced, removed), 201);
      List<JsonNode> lines = District.lines(district.post("/v1/frameworks/grade-3/migrate", ""));

      Map<String, String> carried = new TreeMap<>();
      for (JsonNode line : lines.subList(0, lines.size() - 1)) {
        assertThat(line.path("masteredNow").asBoolean()).as(line.toString()).isTrue();
        carried.put(line.path("from").asString(), line.path("to").asString());
      }
      Map<String, String> expected = new TreeMap<>(matches);
      expected.put(replaced, NEW);
      assertThat(carried).isEqualTo(expected);
      JsonNode report = lines.getLast().path("report");
      assertThat(report.path("changed").asInt()).isEqualTo(expected.size());
      assertThat(report.at("/unmapped/0/competency").asString()).isEqualTo(removed);
      assertThat(report.at("/unmapped/0/why").asString()).isEqualTo("removed");
      assertThat(report.path("unmapped").size()).isEqualTo(1);
      System.out.println("migration: " + report);
      assertShown(district, mastered, expected);
    }
  }

  /** Both what was mastered then and what takes its place now. */
  private static void assertShown(
      District district, List<String> mastered, Map<String, String> successors) throws Exception {
    long head = district.audit("/v1/ledger").json().path("position").asLong();
    for (int n = 0; n < mastered.size(); n++) {
      Answer progress = district.report("/v1/learners/L-" + n + "/progress?minPosition=" + head);
      List<String> shown = new ArrayList<>();
      for (JsonNode competency : progress.json().path("competencies")) {
        assertThat(competency.path("status").asString()).isEqualTo("mastered");
        shown.add(competency.path("competency").asString());
      }
      List<String> expected = new ArrayList<>(List.of(mastered.get(n)));
      if (successors.containsKey(mastered.get(n))) {
        expected.add(successors.get(mastered.get(n)));
      }
      assertThat(shown).containsExactlyInAnyOrderElementsOf(expected);
      Answer transcript =
          district.report("/v1/learners/L-" + n + "/transcript?minPosition=" + head);
      assertThat(transcript.status()).as(transcript.body()).isEqualTo(200);
      assertThat(transcript.json().path("mastered").size()).isEqualTo(expected.size());
    }
  }

  private static void publish(District district, String id, String casePackage, int status)
      throws Exception {
    Answer framework = district.put("/v1/frameworks/" + id, casePackage);
    assertThat(framework.status()).as(framework.body()).isEqualTo(status);
    Answer policy =
        district.put(
            "/v1/policies/highest-" + id,
            """
            {"title":"highest","appliesTo":{"framework":"%s"},"scale":{"min":0,"max":1},
             "method":{"type":"highest"},"threshold":0.8,"regression":"sticky"}
            """
                .formatted(id));
    assertThat(policy.status()).as(policy.body()).isIn(200, 201);
  }

  private static void master(District district, String learner, String competency)
      throws Exception {
    district.post("/v1/learners", "{\"learner\":\"" + learner + "\"}");
    Answer answer =
        district.post(
            "/v1/evidence",
            """
            {"id":"lms:%1$s","learner":"%1$s","competency":"%2$s","score":{"scaled":0.9},
             "occurredAt":"2026-03-01T10:00:00Z"}
            """
                .formatted(learner, competency));
    assertThat(answer.json().at("/verdict/status").asString())
        .as(answer.body())
        .isEqualTo("mastered");
  }

  /** The package as its publisher gives it, or a generated one with exact matches. */
  private static ObjectNode published() throws Exception {
    if (Files.exists(REAL)) {
      return (ObjectNode) JsonMapper.shared().readTree(Files.readString(REAL));
    }
    System.out.println("No package in " + DATA + ": this run uses a generated one.");
    ObjectNode generated =
        (ObjectNode)
            JsonMapper.shared()
                .readTree(
                    Curriculum.casePackage(
                        "generated", "Generated", Map.of("X.1", "a", "X.2", "b", "X.3", "c")));
    String matched = generated.at("/CFItems/0/identifier").asString();
    associate(generated, matched, "exactMatchOf", UUID.nameUUIDFromBytes(new byte[2]).toString());
    return generated;
  }

  /** By the identifier of each competency here that of its exact match elsewhere. */
  private static Map<String, String> matches(ObjectNode casePackage) {
    Map<String, String> matches = new TreeMap<>();
    for (JsonNode association : casePackage.path("CFAssociations")) {
      if (association.path("associationType").asString().equals("exactMatchOf")) {
        matches.put(
            association.at("/originNodeURI/identifier").asString(),
            association.at("/destinationNodeURI/identifier").asString());
      }
    }
    assertThat(matches).isNotEmpty();
    return matches;
  }

  /** A framework of what the exact matches lead to. */
  private static String matched(ObjectNode from, Map<String, String> matches) {
    ObjectNode standards = from.deepCopy();
    ObjectNode item = standards.withArray("CFItems").get(0).deepCopy().asObject();
    ArrayNode items = standards.putArray("CFItems");
    standards.putArray("CFAssociations");
    for (String match : matches.values()) {
      items.add(item.deepCopy().put("identifier", match));
    }
    return standards.toString();
  }

  private static String second(
      ObjectNode first, Map<String, String> matches, String replaced, String removed) {
    ObjectNode next = first.deepCopy();
    ArrayNode items = next.putArray("CFItems");
    for (JsonNode item : first.path("CFItems")) {
      String identifier = item.path("identifier").asString();
      if (identifier.equals(replaced)) {
        items.add(item.deepCopy().asObject().put("identifier", NEW));
      } else if (!identifier.equals(removed) && !matches.containsKey(identifier)) {
        items.add(item);
      }
    }
    associate(next, replaced, "replacedBy", NEW);
    return next.toString();
  }

  private static void associate(ObjectNode in, String from, String type, String to) {
    ArrayNode associations = in.withArray("CFAssociations");
    ObjectNode association = associations.get(0).deepCopy().asObject();
    association.put("identifier", UUID.nameUUIDFromBytes((from + to).getBytes(UTF_8)).toString());
    association.put("associationType", type);
    association.withObject("originNodeURI").put("identifier", from);
    association.withObject("destinationNodeURI").put("identifier", to);
    associations.add(association);
  }
}
