package progression.api.recordevidence;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.api.District.evidence;

import org.junit.jupiter.api.Test;
import progression.api.ApiServer;
import progression.api.District;
import progression.api.District.Answer;

class EvidenceIT {

  private final District district =
      ApiServer.newDistrict().publishMath().adoptTwoInARow().enroll("S-1");

  @Test
  void evidence_is_answered_with_its_verdict_and_what_follows() {
    district.put(
        "/v1/pathways/one",
        """
        {"title":"One","framework":"math","stages":[
          {"id":"first","title":"First","requirement":{"mastered":"M.1"}},
          {"id":"second","title":"Second","requirement":{"any":[{"mastered":"M.2"}]}}]}
        """);
    district.post("/v1/learners", "{\"learner\":\"S-1\",\"pathways\":[\"one\"]}");

    Answer first = district.post("/v1/evidence", evidence("1", "S-1", 0.9, 1));
    Answer second = district.post("/v1/evidence", evidence("2", "S-1", 0.85, 2));

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.json().at("/verdict/status").asString()).isEqualTo("not-yet");
    assertThat(first.json().get("consequences")).isEmpty();
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.json().get("evidence").asString()).isEqualTo("t:2");
    assertThat(second.json().at("/verdict/competency").asString()).isEqualTo("M.1");
    assertThat(second.json().at("/verdict/status").asString()).isEqualTo("mastered");
    assertThat(second.json().at("/verdict/estimate").decimalValue()).isEqualByComparingTo("0.85");
    assertThat(second.json().at("/verdict/policy").asString()).isEqualTo("two@1");
    assertThat(second.json().get("consequences"))
        .extracting(consequence -> consequence.get("type").asString())
        .containsExactly("CompetencyMastered", "StageCompleted", "LearnerAdvanced");
    assertThat(second.json().get("consequences"))
        .allMatch(consequence -> !consequence.get("reason").asString().isBlank());
    assertThat(second.json().at("/consequences/2/to").asString()).isEqualTo("second");
  }

  @Test
  void all_that_is_said_of_it_is_recorded() {
    Answer answer =
        district.post(
            "/v1/evidence",
            """
            {"id":"t:1","learner":"S-1","competency":"M.1","kind":"performance-task",
             "score":{"raw":17,"max":20},"assessor":"T-7","setting":"museum",
             "collaborators":["S-3","a guide"],
             "artifacts":[{"uri":"https://example.org/essay","title":"essay"}],
             "occurredAt":"2026-03-01T10:00:00Z","assessedAt":"2026-03-02T10:00:00Z"}
            """);

    assertThat(
            ApiServer.recorded(district, answer.json().get("position").asLong())
                .get("evidence")
                .toString())
        .isEqualTo(
            "{\"id\":\"t:1\",\"learner\":\"S-1\","
                + "\"competency\":\"00000000-0000-4000-8000-000000000011\","
                + "\"kind\":\"performance-task\",\"score\":{\"raw\":17,\"max\":20},"
                + "\"assessor\":\"T-7\",\"setting\":\"museum\","
                + "\"collaborators\":[\"S-3\",\"a guide\"],"
                + "\"artifacts\":[{\"uri\":\"https://example.org/essay\",\"title\":\"essay\"}],"
                + "\"occurredAt\":\"2026-03-01T10:00:00Z\",\"assessedAt\":\"2026-03-02T10:00:00Z\"}");
  }

  @Test
  void the_same_again_is_answered_as_the_first_time() {
    Answer first = district.post("/v1/evidence", evidence("1", "S-1", 0.9, 1));

    Answer again = district.post("/v1/evidence", evidence("1", "S-1", 0.90, 1));

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(first.json());
  }

  @Test
  void the_same_id_with_other_content_is_a_conflict() {
    district.post("/v1/evidence", evidence("1", "S-1", 0.9, 1));

    Answer other = district.post("/v1/evidence", evidence("1", "S-1", 0.8, 1));

    assertThat(other.status()).isEqualTo(409);
    assertThat(other.problem()).isEqualTo("evidence-conflict");
    assertThat(other.response().headers().firstValue("Content-Type"))
        .hasValue("application/problem+json");
    assertThat(other.json().get("instance").asString()).isEqualTo("/v1/evidence");
  }

  @Test
  void what_is_unknown_is_told_apart() {
    Answer learner = district.post("/v1/evidence", evidence("1", "S-9", 0.9, 1));
    Answer competency =
        district.post("/v1/evidence", evidence("1", "S-1", 0.9, 1).replace("M.1", "M.9"));

    assertThat(learner.status()).isEqualTo(404);
    assertThat(learner.problem()).isEqualTo("unknown-learner");
    assertThat(competency.status()).isEqualTo(422);
    assertThat(competency.problem()).isEqualTo("unknown-competency");
  }

  @Test
  void a_competency_published_a_moment_ago_is_known() {
    district.post("/v1/evidence", evidence("0", "S-1", 0.9, 1));
    String more = District.MATH.replace("\"CFItems\":[", "\"CFItems\":[" + item("M.3"));
    assertThat(district.put("/v1/frameworks/math", more).status()).isEqualTo(201);

    Answer answer =
        district.post("/v1/evidence", evidence("1", "S-1", 0.9, 1).replace("M.1", "M.3"));

    assertThat(answer.status()).isEqualTo(201);
  }

  @Test
  void evidence_stays_inside_its_district() {
    Answer elsewhere =
        ApiServer.newDistrict().publishMath().post("/v1/evidence", evidence("1", "S-1", 0.9, 1));

    assertThat(elsewhere.problem()).isEqualTo("unknown-learner");
  }

  private static String item(String code) {
    return """
    {"identifier":"00000000-0000-4000-8000-000000000013","uri":"https://example.org/item/13",
     "fullStatement":"Subtracts.","humanCodingScheme":"%s",
     "lastChangeDateTime":"2026-01-01T00:00:00+00:00"},\
    """
        .formatted(code);
  }
}
