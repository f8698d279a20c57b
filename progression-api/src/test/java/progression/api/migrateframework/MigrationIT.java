package progression.api.migrateframework;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.api.District.association;

import java.util.List;
import org.junit.jupiter.api.Test;
import progression.api.ApiServer;
import progression.api.District;
import progression.api.District.Answer;
import tools.jackson.databind.JsonNode;

/** A new version of a framework, and the learners taken over to it. */
class MigrationIT {

  private static final String M1 = "00000000-0000-4000-8000-000000000011";
  private static final String M3 = "00000000-0000-4000-8000-000000000013";

  private final District district = ApiServer.newDistrict();

  /** The framework with M.3 in the place of M.1, and these associations. */
  private static String next(String... associations) {
    return District.MATH
        .replace(M1, M3)
        .replace("M.1", "M.3")
        .replace(
            "\"CFAssociations\":[]", "\"CFAssociations\":[" + String.join(",", associations) + "]");
  }

  private void show(String learner, int... attempts) {
    for (int attempt : attempts) {
      Answer answer =
          district.post(
              "/v1/evidence",
              """
              {"id":"lms:%1$s-%2$d","learner":"%1$s","competency":"M.1",
               "score":{"scaled":0.9},"occurredAt":"2026-03-01T10:00:0%2$dZ"}
              """
                  .formatted(learner, attempt));
      assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }
  }

  private List<JsonNode> migrate() {
    Answer answer = district.post("/v1/frameworks/math/migrate", "");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.lines();
  }

  @Test
  void learners_are_taken_over_and_to_do_it_again_changes_nothing() {
    district.publishMath().adoptTwoInARow().enroll("S-1", "S-2", "S-3");
    show("S-1", 1, 2);
    show("S-2", 1);
    district.put("/v1/frameworks/math", next(association(21, M1, "replacedBy", M3)));

    List<JsonNode> lines = migrate();
    List<JsonNode> again = migrate();

    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst().toString())
        .startsWith(
            "{\"learner\":\"S-1\",\"from\":\"%s\",\"to\":\"%s\",\"by\":\"replacedBy\","
                    .formatted(M1, M3)
                + "\"masteredBefore\":true,\"masteredNow\":true,\"changed\":true,\"position\":");
    assertThat(lines.get(1).path("masteredNow").asBoolean()).isFalse();
    assertThat(lines.getLast().toString())
        .isEqualTo(
            "{\"report\":{\"framework\":\"math\",\"version\":2,\"learners\":2,\"carried\":2,"
                + "\"changed\":2,\"lostMastery\":0,\"unmapped\":[],"
                + "\"policies\":[],\"pathways\":[]}}");
    assertThat(again.getLast().at("/report/changed").asInt()).isZero();
    assertThat(again.getLast().at("/report/carried").asInt()).isEqualTo(2);
  }

  @Test
  void a_mastery_that_a_person_alone_vouches_for_is_told_of_and_not_carried_over() {
    district.publishMath().adoptTwoInARow().enroll("S-1", "S-2");
    rule("S-1", "override");
    rule("S-2", "override");
    rule("S-2", "clear-override");
    district.put("/v1/frameworks/math", next(association(21, M1, "replacedBy", M3)));

    List<JsonNode> lines = migrate();

    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst().toString())
        .startsWith(
            "{\"learner\":\"S-1\",\"from\":\"%s\",\"to\":\"%s\",\"by\":\"replacedBy\","
                    .formatted(M1, M3)
                + "\"masteredBefore\":true,\"masteredNow\":false,\"changed\":false,");
    assertThat(lines.getLast().at("/report/learners").asInt()).isEqualTo(1);
    assertThat(lines.getLast().at("/report/lostMastery").asInt()).isEqualTo(1);
  }

  private void rule(String learner, String ruling) {
    Answer answer =
        district.post(
            "/v1/learners/%s/competencies/M.1/%s".formatted(learner, ruling),
            "{\"id\":\"%s\",\"by\":\"T-7\",\"reason\":\"seen\"}".formatted(ruling));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
  }

  @Test
  void what_nothing_or_too_much_takes_the_place_of_is_reported() {
    district.publishMath().adoptTwoInARow().enroll("S-1");
    show("S-1", 1, 2);
    district.put(
        "/v1/pathways/one",
        """
        {"title":"One","framework":"math",
         "stages":[{"id":"s","title":"S","requirement":{"mastered":"M.1"}}]}
        """);
    adopt("of-it", "M.1", "{\"type\":\"latest\"}");
    adopt(
        "of-its-evidence",
        "M.2",
        "{\"type\":\"evidence-requirements\",\"skills\":[{\"competency\":\"M.1\",\"count\":2}]}");
    district.put("/v1/frameworks/math", next());

    JsonNode report = migrate().getFirst().path("report");
    assertThat(report.path("pathways").toString()).isEqualTo("[\"one\"]");
    assertThat(report.path("policies").toString()).isEqualTo("[\"of-it\",\"of-its-evidence\"]");
    assertThat(report.path("unmapped").toString())
        .isEqualTo(
            ("[{\"competency\":\"%s\",\"code\":\"M.1\",\"why\":\"removed\","
                    + "\"candidates\":[],\"learners\":1}]")
                .formatted(M1));

    String m2 = "00000000-0000-4000-8000-000000000012";
    district.put(
        "/v1/frameworks/math",
        next(association(21, M1, "replacedBy", M3), association(22, M1, "replacedBy", m2)));

    JsonNode split = migrate().getFirst().at("/report/unmapped/0");
    assertThat(split.path("why").asString()).isEqualTo("split");
    assertThat(split.path("candidates").toString()).isEqualTo("[\"%s\",\"%s\"]".formatted(m2, M3));
  }

  private void adopt(String policy, String competency, String method) {
    Answer answer =
        district.put(
            "/v1/policies/" + policy,
            """
            {"title":"one","appliesTo":{"framework":"math","competencies":["%s"]},
             "scale":{"min":0,"max":1},"method":%s,"threshold":0.8,"regression":"sticky"}
            """
                .formatted(competency, method));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
  }

  @Test
  void a_framework_that_is_not_there_is_not_found() {
    assertThat(district.post("/v1/frameworks/none/migrate", "").problem()).isEqualTo("not-found");
  }

  @Test
  void a_cycle_of_prerequisites_is_refused_by_its_codes() {
    Answer answer =
        district.put(
            "/v1/frameworks/math",
            next(
                association(21, M3, "precedes", "00000000-0000-4000-8000-000000000012"),
                association(22, "00000000-0000-4000-8000-000000000012", "precedes", M3)));

    assertThat(answer.problem()).isEqualTo("prerequisite-cycle");
    assertThat(answer.json().path("detail").asString())
        .startsWith("M.3 precedes M.2 precedes M.3: ");
  }
}
