package progression.api.recordevidence;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.api.District.association;
import static progression.api.District.evidence;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import progression.api.ApiServer;
import progression.api.District;
import progression.api.District.Answer;
import tools.jackson.databind.JsonNode;

/** M.1 strictly precedes M.2, as a district's program meets it. */
class StrictPrerequisitesIT {

  private static final String STRICT =
      """
      {"title":"the latest","appliesTo":{"framework":"math"},"scale":{"min":0,"max":1},
       "method":{"type":"latest"},"threshold":0.8,"regression":"tracking","prerequisites":"%s"}
      """;

  private final District district = ApiServer.newDistrict();

  @BeforeEach
  void school() {
    String precedes =
        association(
            21,
            "00000000-0000-4000-8000-000000000011",
            "precedes",
            "00000000-0000-4000-8000-000000000012");
    district.put(
        "/v1/frameworks/math",
        District.MATH.replace("\"CFAssociations\":[]", "\"CFAssociations\":[" + precedes + "]"));
    district.put("/v1/policies/latest", STRICT.formatted("strict"));
    district.enroll("S-1");
  }

  @Test
  void what_stands_behind_an_unmet_prerequisite_is_locked() {
    Answer answer = second("1", 0.9, 1);

    assertThat(status(answer)).isEqualTo("locked");
    assertThat(reason(answer)).startsWith("Locked until mastered: M.1 “Counts to ten”. ");
    assertThat(answer.json().at("/consequences").isEmpty()).isTrue();
  }

  @Test
  void mastery_of_the_prerequisite_unlocks_what_was_shown_already() {
    second("1", 0.9, 1);

    Answer answer = first("2", 0.9, 2);

    assertThat(status(answer)).isEqualTo("mastered");
    assertThat(answer.json().at("/consequences"))
        .extracting(StrictPrerequisitesIT::told)
        .containsExactly("CompetencyMastered M.1", "CompetencyMastered M.2");
  }

  @Test
  void what_is_unlocked_and_not_shown_yet_is_told() {
    second("1", 0.5, 1);

    JsonNode changed = first("2", 0.9, 2).json().at("/consequences/1");

    assertThat(told(changed)).isEqualTo("VerdictChanged M.2");
    assertThat(changed.at("/reason").asString()).startsWith("not-yet: ");
  }

  @Test
  void weaker_evidence_on_the_prerequisite_withdraws_what_hangs_on_it() {
    first("1", 0.9, 1);
    second("2", 0.9, 2);

    Answer answer = first("3", 0.1, 3);

    assertThat(status(answer)).isEqualTo("withdrawn");
    assertThat(answer.json().at("/consequences"))
        .extracting(StrictPrerequisitesIT::told)
        .containsExactly("MasteryWithdrawn M.1", "MasteryWithdrawn M.2");
    assertThat(answer.json().at("/consequences/1/reason").asString())
        .startsWith("Locked until mastered: M.1 “Counts to ten”. ");
  }

  @Test
  void a_person_who_withdraws_the_prerequisite_locks_what_hangs_on_it() {
    first("1", 0.9, 1);
    second("2", 0.5, 2);

    Answer answer =
        district.post(
            "/v1/learners/S-1/competencies/M.1/withdraw",
            "{\"id\":\"r1\",\"by\":\"T-9\",\"reason\":\"because\"}");

    JsonNode changed = answer.json().at("/consequences/1");
    assertThat(told(changed)).isEqualTo("VerdictChanged M.2");
    assertThat(changed.at("/reason").asString())
        .startsWith("locked: Locked until mastered: M.1 “Counts to ten”. ");
  }

  @Test
  void a_policy_that_turns_strict_locks_with_the_next_evidence() {
    district.put("/v1/policies/latest", STRICT.formatted("advisory"));
    assertThat(status(second("1", 0.5, 1))).isEqualTo("not-yet");
    district.put("/v1/policies/latest", STRICT.formatted("strict").replace("0.8", "0.7"));

    assertThat(status(second("2", 0.9, 2))).isEqualTo("locked");
  }

  private Answer first(String id, double score, int minute) {
    return district.post("/v1/evidence", evidence(id, "S-1", score, minute));
  }

  private Answer second(String id, double score, int minute) {
    return district.post("/v1/evidence", evidence(id, "S-1", score, minute).replace("M.1", "M.2"));
  }

  private static String status(Answer answer) {
    return answer.json().at("/verdict/status").asString();
  }

  private static String reason(Answer answer) {
    return answer.json().at("/verdict/reason").asString();
  }

  private static String told(JsonNode consequence) {
    return consequence.at("/type").asString() + " " + consequence.at("/competency").asString();
  }
}
