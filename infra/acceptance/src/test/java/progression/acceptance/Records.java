package progression.acceptance;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import progression.acceptance.District.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a server says of each student. It is asked by as many at a time as the machine has cores.
 */
final class Records {

  private Records() {}

  /** Progress as projected, without the position that an answer reflects. */
  static Map<String, JsonNode> progress(District of, Set<String> students) {
    return of(students, student -> withoutPosition(of.report(path(student) + "/progress")));
  }

  /** The same replayed from the ledger. */
  static Map<String, JsonNode> state(District of, Set<String> students) {
    return of(students, student -> withoutPosition(of.audit(path(student) + "/state")));
  }

  /** What the events claim: the identifiers of what was mastered and not withdrawn since. */
  static Map<String, Set<String>> claimed(District of, Set<String> students) {
    return of(
        students,
        student -> {
          Set<String> mastered = new TreeSet<>();
          for (JsonNode event : District.lines(of.audit(path(student) + "/history"))) {
            String competency = event.get("data").path("competency").asString("");
            switch (event.get("type").asString()) {
              case "CompetencyMastered" -> mastered.add(competency);
              case "MasteryWithdrawn" -> mastered.remove(competency);
              default -> {}
            }
          }
          return mastered;
        });
  }

  /**
   * Per student what she masters.
   *
   * @param name what competencies are called by: {@code code} or {@code competency}
   */
  static Map<String, Set<String>> mastered(Map<String, JsonNode> records, String name) {
    Map<String, Set<String>> mastered = new HashMap<>();
    records.forEach((student, answer) -> {
      Set<String> names = new TreeSet<>();
      for (JsonNode competency : answer.get("competencies")) {
        if (competency.get("status").asString().equals("mastered")) {
          names.add(competency.get(name).asString());
        }
      }
      mastered.put(student, names);
    });
    return mastered;
  }

  /** The same, with {@code not-yet} wherever a mastery is {@code withdrawn}. */
  static Map<String, JsonNode> withdrawnAsNotYet(Map<String, JsonNode> records) {
    for (JsonNode answer : records.values()) {
      for (JsonNode competency : answer.get("competencies")) {
        if (competency.get("status").asString().equals("withdrawn")) {
          ((ObjectNode) competency).put("status", "not-yet");
        }
      }
    }
    return records;
  }

  private static <T> Map<String, T> of(Set<String> students, Function<String, T> answer) {
    return students.parallelStream().collect(toMap(identity(), answer));
  }

  private static String path(String student) {
    return "/v1/learners/" + District.encoded(student);
  }

  private static JsonNode withoutPosition(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    ObjectNode json = (ObjectNode) answer.json();
    json.remove("position");
    return json;
  }
}
