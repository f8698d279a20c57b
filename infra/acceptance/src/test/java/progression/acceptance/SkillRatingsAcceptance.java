package progression.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import progression.acceptance.District.Answer;
import progression.acceptance.SkillRatings.Work;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A competency-based school sends its ratings, its overrides and the baselines that it recorded;
 * then the explanations tell the average, the growth and the progress that it reported itself.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SkillRatingsAcceptance {

  private static final Path WORK = Path.of("target", "skill-ratings").toAbsolutePath();
  private static final Path JAR = Path.of(System.getProperty("acceptance.server"));
  private static final Path MADE_UP = Path.of("src", "test", "resources", "skill-ratings");
  private static final Path SCHOOL =
      Path.of(System.getProperty("acceptance.data")).resolve("slate-cbl");

  private Server server;

  @BeforeAll
  void start() throws Exception {
    server = Server.start(JAR, WORK.resolve("data"));
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  @Test
  void the_figures_of_a_school_come_out_of_its_ratings() throws Exception {
    assertThat(compare(SkillRatings.in(MADE_UP), new District(server.address(), "-2")))
        .isEqualTo(12);
    if (Files.isDirectory(SCHOOL)) {
      assertThat(compare(SkillRatings.in(SCHOOL), new District(server.address(), "")))
          .isEqualTo(69);
    } else {
      System.out.println("no ratings of a real school here: a made-up one alone");
    }
  }

  /** Returns how many figures were compared. */
  private static int compare(SkillRatings school, District district) throws Exception {
    send(school, district);
    List<String> wrong = new ArrayList<>();
    for (Work work : school.work()) {
      Answer answer = district.audit(path(work.student(), work.code()) + "/explanation");
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      JsonNode skills = answer.json().get("skills");
      JsonNode expected = school.expected(work);
      for (String figure : List.of("average", "growth", "progress")) {
        if (!same(SkillRatings.decimal(skills, figure), SkillRatings.decimal(expected, figure))) {
          wrong.add(work + " " + figure + ": " + skills + ", expected " + expected);
        }
      }
    }
    assertThat(wrong).isEmpty();
    return 3 * school.work().size();
  }

  private static void send(SkillRatings school, District district) throws Exception {
    created(district.put("/v1/frameworks/" + SkillRatings.FRAMEWORK, school.framework()));
    for (String code : new TreeSet<>(school.work().stream().map(Work::code).toList())) {
      Work any =
          school.work().stream().filter(work -> work.code().equals(code)).findAny().orElseThrow();
      created(district.put("/v1/policies/" + District.encoded(code), school.policy(any)));
    }
    for (String student : new TreeSet<>(school.work().stream().map(Work::student).toList())) {
      created(district.post("/v1/learners", "{\"learner\":\"" + student + "\"}"));
    }
    for (Work work : school.work()) {
      if (work.baseline() != null) {
        created(district.post("/v1/evidence", baseline(work, work.baseline())));
      }
      for (JsonNode rating : school.ratings(work)) {
        created(
            rating.get("override").asBoolean()
                ? district.post(
                    path(work.student(), SkillRatings.skill(rating)) + "/override",
                    "{\"id\":\"rating-%d\",\"by\":\"school\",\"reason\":\"override\"}"
                        .formatted(rating.get("id").asInt()))
                : district.post("/v1/evidence", evidence(work, rating)));
      }
    }
  }

  /** What a school recorded of where a student started is prior learning. */
  private static String baseline(Work work, BigDecimal baseline) {
    return evidence("school:enrolled-%s-%s".formatted(work.student(), work.code()), work.student())
        .put("competency", work.code())
        .put("kind", "prior-learning")
        .put("occurredAt", "2018-09-01T08:00:00Z")
        .set("score", level(baseline))
        .toString();
  }

  private static String evidence(Work work, JsonNode rating) {
    return evidence("school:rating-%09d".formatted(rating.get("id").asInt()), work.student())
        .put("competency", SkillRatings.skill(rating))
        .put("kind", "performance-task")
        .put("occurredAt", SkillRatings.at(rating))
        .set("score", level(rating.get("rating").decimalValue()))
        .toString();
  }

  private static ObjectNode evidence(String id, String student) {
    return JsonMapper.shared().createObjectNode().put("id", id).put("learner", student);
  }

  private static ObjectNode level(BigDecimal level) {
    return JsonMapper.shared().createObjectNode().put("level", level);
  }

  private static String path(String student, String competency) {
    return "/v1/learners/%s/competencies/%s"
        .formatted(District.encoded(student), District.encoded(competency));
  }

  private static void created(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }

  private static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    return one == null || other == null ? one == other : one.compareTo(other) == 0;
  }
}
