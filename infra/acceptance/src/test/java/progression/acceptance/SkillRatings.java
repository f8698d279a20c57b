package progression.acceptance;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.mastery.Evidence;
import progression.mastery.Method.EvidenceRequirements;
import progression.mastery.Policy;
import progression.mastery.Score;
import progression.mastery.SkillTally;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A school's ratings of its students' skills: a demonstration names the level that it aimed at, and
 * each student works on one level of a competency at a time, the highest that she is enrolled in.
 *
 * @param skills with how many ratings each asks for, by level
 * @param enrolled which levels of which competencies each student is or was on
 * @param expected by student, then by competency: the figures that the school reported
 */
record SkillRatings(JsonNode skills, JsonNode enrolled, JsonNode ratings, JsonNode expected) {

  private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");

  /** Reads a folder of four files. */
  static SkillRatings in(Path folder) throws IOException {
    return new SkillRatings(
        json(folder.resolve("skills.json")),
        json(folder.resolve("student-competencies.json")),
        json(folder.resolve("ratings.json")),
        json(folder.resolve("expected.json")));
  }

  /** What our rules make of it. */
  SkillTally tally(String student, String competency) {
    JsonNode now = current(student, competency);
    int level = now.get("level").intValue();
    List<EvidenceRequirements.Skill> asked = new ArrayList<>();
    List<Evidence> evidence = new ArrayList<>();
    Set<CompetencyId> overridden = new HashSet<>();
    for (JsonNode skill : skills) {
      int count = required(skill, level);
      if (is(skill, "competency", competency) && is(skill, "status", "active") && count > 0) {
        CompetencyId id = new CompetencyId(skill.get("code").stringValue());
        asked.add(new EvidenceRequirements.Skill(id, count));
        take(student, id, level, evidence, overridden);
      }
    }
    Policy policy = policy(competency, level, asked);
    return SkillTally.of(policy, evidence, overridden, decimal(now, "baseline"), LATER);
  }

  private void take(
      String student,
      CompetencyId skill,
      int level,
      List<Evidence> evidence,
      Set<CompetencyId> overridden) {
    for (JsonNode rating : ratings) {
      if (is(rating, "student", student)
          && is(rating, "skill", skill.value())
          && rating.get("targetLevel").intValue() == level) {
        if (rating.get("override").booleanValue()) {
          overridden.add(skill);
        } else {
          evidence.add(evidence(student, skill, rating));
        }
      }
    }
  }

  /** Half a point below the level is enough; a rating of 0 says that the student missed it. */
  private static Policy policy(
      String competency, int level, List<EvidenceRequirements.Skill> asked) {
    return new Policy(
        "level " + level,
        new FrameworkId("school"),
        List.of(new CompetencyId(competency)),
        new Policy.Scale(BigDecimal.ZERO, BigDecimal.valueOf(13)),
        new EvidenceRequirements(null, BigDecimal.ZERO, asked),
        BigDecimal.valueOf(level).subtract(new BigDecimal("0.5")),
        Policy.Regression.TRACKING,
        Policy.Prerequisites.ADVISORY,
        Policy.Requirements.NONE);
  }

  private static Evidence evidence(String student, CompetencyId skill, JsonNode rating) {
    String id = String.format(Locale.ROOT, "rating-%09d", rating.get("id").intValue());
    String at = rating.get("demonstratedAt").stringValue().replace(' ', 'T');
    return new Evidence(
        new EvidenceId(id),
        new LearnerId(student),
        skill,
        Evidence.Kind.PERFORMANCE_TASK,
        new Score.Level(rating.get("rating").decimalValue()),
        null,
        null,
        List.of(),
        List.of(),
        LocalDateTime.parse(at).toInstant(ZoneOffset.UTC),
        null);
  }

  private JsonNode current(String student, String competency) {
    return all(enrolled)
        .filter(row -> is(row, "student", student) && is(row, "competency", competency))
        .reduce((one, other) ->
            one.get("level").intValue() > other.get("level").intValue() ? one : other)
        .orElseThrow();
  }

  private static int required(JsonNode skill, int level) {
    JsonNode required = skill.get("required");
    JsonNode ofLevel = required.get(Integer.toString(level));
    return (ofLevel == null ? required.get("default") : ofLevel).intValue();
  }

  static @Nullable BigDecimal decimal(JsonNode row, String field) {
    JsonNode value = row.get(field);
    return value == null || value.isNull() ? null : value.decimalValue();
  }

  private static boolean is(JsonNode row, String field, String value) {
    return row.get(field).stringValue().equals(value);
  }

  private static Stream<JsonNode> all(Iterable<JsonNode> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }

  private static JsonNode json(Path file) throws IOException {
    return JsonMapper.shared().readTree(Files.readString(file));
  }
}
