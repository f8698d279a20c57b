package progression.acceptance;

import static java.util.Comparator.comparing;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A school's ratings of its students' skills: a demonstration names the level that it aimed at, and
 * each student works on one level of a competency at a time, the highest that she is enrolled in. A
 * competency at a level is a competency of our framework, and a skill of it at that level a skill.
 *
 * @param skills with how many ratings each asks for, by level
 * @param enrolled which levels of which competencies each student is or was on, and the baseline
 *     that the school recorded then, if it did
 * @param expected by student, then by competency: the figures that the school reported
 */
record SkillRatings(JsonNode skills, JsonNode enrolled, JsonNode ratings, JsonNode expected) {

  static final String FRAMEWORK = "school";

  /** A student on her current level of a competency. */
  record Work(String student, String competency, int level, @Nullable BigDecimal baseline) {
    String code() {
      return competency + "@" + level;
    }
  }

  /** Reads a folder of four files. */
  static SkillRatings in(Path folder) throws IOException {
    return new SkillRatings(
        json(folder.resolve("skills.json")),
        json(folder.resolve("student-competencies.json")),
        json(folder.resolve("ratings.json")),
        json(folder.resolve("expected.json")));
  }

  /** What the school reported figures of. */
  List<Work> work() {
    List<Work> work = new ArrayList<>();
    for (var student : expected.properties()) {
      for (var competency : student.getValue().properties()) {
        work.add(current(student.getKey(), competency.getKey()));
      }
    }
    return work;
  }

  JsonNode expected(Work of) {
    return expected.get(of.student()).get(of.competency());
  }

  String framework() {
    Map<String, String> statements = new TreeMap<>();
    for (Work work : work()) {
      statements.put(work.code(), work.code());
      asked(work).keySet().forEach(skill -> statements.put(skill, skill));
    }
    return Curriculum.casePackage(FRAMEWORK, "Competencies by level", statements);
  }

  /** Half a point below the level is enough; a rating of 0 says that the student missed it. */
  String policy(Work of) {
    ObjectNode policy = JsonMapper.shared().createObjectNode();
    policy.put("title", "level " + of.level());
    ObjectNode appliesTo = policy.putObject("appliesTo").put("framework", FRAMEWORK);
    appliesTo.putArray("competencies").add(of.code());
    policy.putObject("scale").put("min", 0).put("max", 13);
    policy.put("threshold", of.level() - 0.5);
    policy.put("regression", "tracking");
    ObjectNode method = policy.putObject("method");
    method.put("type", "evidence-requirements").put("missed", 0);
    ArrayNode asked = method.putArray("skills");
    asked(of)
        .forEach((skill, count) -> asked.addObject().put("competency", skill).put("count", count));
    return policy.toString();
  }

  /** A student's ratings on her level of a competency, in the order in which she was rated. */
  List<JsonNode> ratings(Work of) {
    Map<String, Integer> asked = asked(of);
    return all(ratings)
        .filter(rating -> is(rating, "student", of.student()) && asked.containsKey(skill(rating)))
        .sorted(comparing(SkillRatings::at).thenComparing(rating -> rating.get("id").asInt()))
        .toList();
  }

  /** The skill that a rating is of, at the level that it aimed at. */
  static String skill(JsonNode rating) {
    return rating.get("skill").asString() + "@" + rating.get("targetLevel");
  }

  static String at(JsonNode rating) {
    return rating.get("demonstratedAt").asString().replace(' ', 'T') + "Z";
  }

  /** The skills of a competency, and how many ratings each asks for at the level. */
  private Map<String, Integer> asked(Work of) {
    Map<String, Integer> asked = new TreeMap<>();
    for (JsonNode skill : skills) {
      JsonNode required = skill.get("required");
      JsonNode ofLevel = required.get(Integer.toString(of.level()));
      int count = (ofLevel == null ? required.get("default") : ofLevel).intValue();
      if (is(skill, "competency", of.competency()) && is(skill, "status", "active") && count > 0) {
        asked.put(skill.get("code").asString() + "@" + of.level(), count);
      }
    }
    return asked;
  }

  private Work current(String student, String competency) {
    return all(enrolled)
        .filter(row -> is(row, "student", student) && is(row, "competency", competency))
        .max(comparing(row -> row.get("level").intValue()))
        .map(row ->
            new Work(student, competency, row.get("level").intValue(), decimal(row, "baseline")))
        .orElseThrow();
  }

  static @Nullable BigDecimal decimal(JsonNode row, String field) {
    JsonNode value = row.get(field);
    return value == null || value.isNull() ? null : value.decimalValue();
  }

  private static boolean is(JsonNode row, String field, String value) {
    return row.get(field).asString().equals(value);
  }

  private static Stream<JsonNode> all(Iterable<JsonNode> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }

  private static JsonNode json(Path file) throws IOException {
    return JsonMapper.shared().readTree(Files.readString(file));
  }
}
