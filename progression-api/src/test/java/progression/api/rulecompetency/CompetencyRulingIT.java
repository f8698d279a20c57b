package progression.api.rulecompetency;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.api.District.evidence;

import org.junit.jupiter.api.Test;
import progression.api.ApiServer;
import progression.api.District;
import progression.api.District.Answer;

class CompetencyRulingIT {

  private final District district =
      ApiServer.newDistrict().publishMath().adoptTwoInARow().enroll("S-1");

  private Answer rule(String learner, String competency, String how, String ruling) {
    return district.post(
        "/v1/learners/%s/competencies/%s/%s".formatted(learner, competency, how),
        "{\"id\":\"%s\",\"by\":\"T-9\",\"reason\":\"because\"}".formatted(ruling));
  }

  private static String status(Answer answer) {
    return answer.json().at("/verdict/status").asString();
  }

  @Test
  void an_override_its_clearing_and_a_withdrawal_are_answered_with_what_follows() {
    Answer override = rule("S-1", "M.1", "override", "r1");
    Answer again = rule("S-1", "M.1", "override", "r1");
    Answer cleared = rule("S-1", "M.1", "clear-override", "r2");
    district.post("/v1/evidence", evidence("1", "S-1", 0.9, 1));
    district.post("/v1/evidence", evidence("2", "S-1", 0.9, 2));
    Answer withdrawn = rule("S-1", "M.1", "withdraw", "r3");

    assertThat(override.status()).as(override.toString()).isEqualTo(201);
    assertThat(override.json().has("evidence")).isFalse();
    assertThat(status(override)).isEqualTo("overridden");
    assertThat(override.json().at("/consequences/0/type").asString())
        .isEqualTo("CompetencyMastered");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(override.json());
    assertThat(status(cleared)).isEqualTo("not-started");
    assertThat(withdrawn.status()).isEqualTo(201);
    assertThat(status(withdrawn)).isEqualTo("withdrawn");
  }

  @Test
  void a_person_vouches_for_a_mastery_that_no_policy_speaks_of() {
    District without = ApiServer.newDistrict().publishMath().enroll("S-1");
    String path = "/v1/learners/S-1/competencies/M.1/";
    String ruling = "{\"id\":\"r1\",\"by\":\"T-9\",\"reason\":\"because\"}";

    Answer override = without.post(path + "override", ruling);
    Answer again = without.post(path + "override", ruling);
    Answer cleared = without.post(path + "clear-override", ruling.replace("r1", "r2"));

    assertThat(override.status()).as(override.toString()).isEqualTo(201);
    assertThat(status(override)).isEqualTo("overridden");
    assertThat(override.json().at("/verdict/policy").isMissingNode()).isTrue();
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(override.json());
    assertThat(status(cleared)).isEqualTo("not-started");
    assertThat(cleared.json().at("/consequences/0/type").asString()).isEqualTo("MasteryWithdrawn");
  }

  @Test
  void a_ruling_on_what_a_version_dropped_is_ended_by_code_and_by_identifier() {
    District dropping = ApiServer.newDistrict().publishMath().adoptTwoInARow().enroll("S-1");
    String path = "/v1/learners/S-1/competencies/";
    String ruling = "{\"id\":\"r1\",\"by\":\"T-9\",\"reason\":\"because\"}";
    dropping.post(path + "M.1/override", ruling);
    dropping.put(
        "/v1/frameworks/math", District.MATH.replace("M.1", "M.3").replace("0011\"", "0013\""));

    assertThat(dropping.post(path + "M.1/reassess", "").status()).isEqualTo(200);
    Answer cleared = dropping.post(path + "M.1/clear-override", ruling.replace("r1", "r2"));
    Answer again =
        dropping.post(
            path + "00000000-0000-4000-8000-000000000011/clear-override",
            ruling.replace("r1", "r2"));

    assertThat(cleared.status()).as(cleared.toString()).isEqualTo(201);
    assertThat(again.json()).isEqualTo(cleared.json());
    assertThat(dropping.post(path + "M.1/override", ruling.replace("r1", "r3")).problem())
        .isEqualTo("unknown-competency");
  }

  @Test
  void what_does_not_fit_is_refused() {
    assertThat(rule("S-1", "M.1", "withdraw", "r1").problem()).isEqualTo("ruling-conflict");
    assertThat(rule("S-1", "M.1", "clear-override", "r1").status()).isEqualTo(409);
    assertThat(rule("S-9", "M.1", "override", "r1").problem()).isEqualTo("unknown-learner");
    Answer unknown = rule("S-1", "M.9", "override", "r1");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.problem()).isEqualTo("unknown-competency");
  }
}
