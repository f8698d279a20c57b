package progression.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * "Five in a row" in place of three: what it does as the server tells it, and as the file has it.
 */
record PolicyChange(Responses responses) {

  static final String POLICY = "/v1/policies/three-in-a-row";

  /**
   * Runs a {@code what-if} or a {@code re-evaluate} to its end and gives the result.
   *
   * @param told per student what it tells of her, as its line; filled while it runs
   * @param each runs after each line
   */
  JsonNode run(
      String name,
      District district,
      String call,
      String body,
      Map<String, JsonNode> told,
      Runnable each)
      throws Exception {
    List<JsonNode> results = new ArrayList<>();
    Instant began = Instant.now();
    district.post(
        POLICY + "/" + call,
        body,
        line -> {
          if (line.has("result")) {
            results.add(line.get("result"));
          } else {
            keep(line, told);
            each.run();
          }
        });
    double seconds = Duration.between(began, Instant.now()).toMillis() / 1000.0;
    assertThat(results).hasSize(1);
    System.out.printf(
        "%s: %d students with %d responses in %.1f s = %.0f students/s, %.0f responses/s%n",
        name,
        responses.students().size(),
        responses.all().size(),
        seconds,
        responses.students().size() / seconds,
        responses.all().size() / seconds);
    return results.getFirst();
  }

  private static void keep(JsonNode line, Map<String, JsonNode> told) {
    if (line.has("learner")) {
      assertThat(told.put(line.get("learner").asString(), line)).as(line.toString()).isNull();
    } else {
      assertThat(line.has("progress")).as(line.toString()).isTrue();
    }
  }

  /** Per student the codes of the skills whose verdicts change, as told. */
  static Map<String, Set<String>> changes(Map<String, JsonNode> told) {
    Map<String, Set<String>> changes = new TreeMap<>();
    told.forEach((student, line) -> {
      Set<String> codes = new TreeSet<>();
      line.get("revisions").forEach(revision -> codes.add(revision.get("code").asString()));
      changes.put(student, codes);
    });
    return changes;
  }

  /** Per student the skills that three in a row master and five do not, as the file has them. */
  Map<String, Set<String>> lost() {
    Map<String, Set<String>> five = responses.inARow(5);
    Map<String, Set<String>> lost = new TreeMap<>();
    responses
        .inARow(3)
        .forEach((student, three) -> {
          Set<String> skills = new TreeSet<>(three);
          skills.removeAll(five.getOrDefault(student, Set.of()));
          if (!skills.isEmpty()) {
            lost.put(student, skills);
          }
        });
    return lost;
  }
}
