package progression.api.enrolllearner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import progression.api.ApiServer;
import progression.api.District;
import progression.api.District.Answer;
import tools.jackson.databind.JsonNode;

class LearnerIT {

  private final District district = ApiServer.newDistrict().publishMath();

  @Test
  void a_learner_is_enrolled_once() {
    Answer first = district.post("/v1/learners", "{\"learner\":\"S-1\"}");
    Answer again = district.post("/v1/learners", "{\"learner\":\"S-1\"}");

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.text())
        .isEqualTo(
            "{\"learner\":\"S-1\",\"status\":\"enrolled\",\"position\":1,\"consequences\":[]}");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().get("status").asString()).isEqualTo("already-enrolled");
  }

  @Test
  void an_unknown_pathway_is_refused_and_a_new_one_is_known_at_once() {
    String enrollment = "{\"learner\":\"S-1\",\"pathways\":[\"one\"]}";

    Answer refused = district.post("/v1/learners", enrollment);
    district.put(
        "/v1/pathways/one",
        """
        {"title":"One","framework":"math",
         "stages":[{"id":"s","title":"S","requirement":{"mastered":"M.1"}}]}
        """);
    Answer enrolled = district.post("/v1/learners", enrollment);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.problem()).isEqualTo("unknown-pathway");
    assertThat(enrolled.status()).isEqualTo(201);
  }

  @Test
  void what_follows_as_she_sets_out_on_a_pathway_is_told_and_told_again() {
    district.adoptTwoInARow().enroll("S-1");
    district.post("/v1/evidence", District.evidence("1", "S-1", 0.9, 1));
    district.post("/v1/evidence", District.evidence("2", "S-1", 0.9, 2));
    district.put(
        "/v1/pathways/one",
        """
        {"title":"One","framework":"math",
         "stages":[{"id":"s","title":"S","requirement":{"mastered":"M.1"}}]}
        """);
    String enrollment = "{\"learner\":\"S-1\",\"pathways\":[\"one\"]}";

    Answer first = district.post("/v1/learners", enrollment);
    Answer again = district.post("/v1/learners", enrollment);

    assertThat(first.json().get("consequences").toString())
        .isEqualTo(
            "[{\"type\":\"StageCompleted\",\"pathway\":\"one\",\"stage\":\"s\","
                + "\"reason\":\"mastered: M.1 “Counts to ten”\"},"
                + "{\"type\":\"LearnerAdvanced\",\"pathway\":\"one\",\"stage\":\"s\","
                + "\"reason\":\"the stage s is completed\"}]");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().get("consequences")).isEqualTo(first.json().get("consequences"));
  }

  @Test
  void her_grade_and_her_subgroups_are_told_again_when_they_change() {
    String learner = "{\"learner\":\"S-1\",\"grade\":\"%s\",\"subgroups\":{\"lunch\":\"free\"}}";

    assertThat(district.post("/v1/learners", learner.formatted("6")).status()).isEqualTo(201);
    assertThat(district.post("/v1/learners", learner.formatted("6")).status()).isEqualTo(200);
    Answer seventh = district.post("/v1/learners", learner.formatted("7"));
    Answer refused =
        district.post("/v1/learners", "{\"learner\":\"S-1\",\"subgroups\":{\"grade\":\"8\"}}");

    assertThat(seventh.status()).isEqualTo(201);
    assertThat(seventh.json().get("status").asString()).isEqualTo("described");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().get("pointer").asString()).isEqualTo("/subgroups");
  }

  @Test
  void a_roster_is_a_stream_with_a_result_for_each_line() {
    List<JsonNode> answers =
        district
            .bulk(
                "/v1/learners/bulk",
                """
                {"learner":"S-1"}
                {"learner":"S-2","pathways":["none"]}
                {"lerner":"S-3"}
                {"learner":"S-1"}
                {"learner":"S-4"}
                """)
            .lines();

    assertThat(answers)
        .filteredOn(answer -> answer.has("status"))
        .extracting(answer -> answer.get("line") + " " + answer.get("status").asString())
        .containsExactly(
            "1 enrolled", "2 rejected", "3 rejected", "4 already-enrolled", "5 enrolled");
    assertThat(answers.get(1).get("learner").asString()).isEqualTo("S-2");
    assertThat(answers.getLast().toString())
        .isEqualTo(
            "{\"summary\":{\"lines\":5,\"enrolled\":2,\"pathways-started\":0,\"described\":0,"
                + "\"already-enrolled\":1,\"rejected\":2}}");
  }
}
