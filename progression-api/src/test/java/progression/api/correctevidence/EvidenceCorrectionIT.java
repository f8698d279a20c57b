package progression.api.correctevidence;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.api.District.evidence;

import org.junit.jupiter.api.Test;
import progression.api.ApiServer;
import progression.api.District;
import progression.api.District.Answer;

class EvidenceCorrectionIT {

  private final District district =
      ApiServer.newDistrict().publishMath().adoptTwoInARow().enroll("S-1");

  private Answer correct(String evidence, String how, String ruling, String more) {
    return district.post(
        "/v1/evidence/" + evidence + "/" + how,
        "{\"id\":\"%s\",\"by\":\"T-9\",\"reason\":\"because\"%s}".formatted(ruling, more));
  }

  private void record(String id, double score, int minute) {
    district.post("/v1/evidence", evidence(id, "S-1", score, minute));
  }

  private static String status(Answer answer) {
    return answer.json().at("/verdict/status").asString();
  }

  @Test
  void each_correction_is_answered_with_its_verdict_and_what_follows() {
    record("1", 0.9, 1);
    record("2", 0.9, 2);

    Answer retracted = correct("t:1", "retract", "r1", "");
    Answer reinstated = correct("t:1", "reinstate", "r2", "");
    Answer rescored = correct("t:2", "rescore", "r3", ",\"score\":{\"scaled\":0.1}");
    Answer moderated = correct("t:2", "moderate", "r4", ",\"score\":{\"scaled\":0.2}");

    assertThat(retracted.status()).isEqualTo(201);
    assertThat(retracted.json().get("evidence").asString()).isEqualTo("t:1");
    assertThat(status(retracted)).isEqualTo("withdrawn");
    assertThat(retracted.json().at("/consequences/0/type").asString())
        .isEqualTo("MasteryWithdrawn");
    assertThat(status(reinstated)).isEqualTo("mastered");
    assertThat(status(rescored)).isEqualTo("withdrawn");
    assertThat(moderated.status()).as(moderated.toString()).isEqualTo(409);
    assertThat(moderated.problem()).isEqualTo("ruling-conflict");
  }

  @Test
  void whom_a_client_acts_for_is_held_against_the_roster_and_is_who_rules() {
    district.post(
        "/v1/relationships", "{\"learner\":\"S-1\",\"person\":\"T-9\",\"role\":\"teacher\"}");
    String path = "/v1/evidence/t%3A1/rescore";
    String ruling = "{\"id\":\"r1\",\"reason\":\"because\",\"score\":{\"scaled\":0.1}%s}";

    Answer stranger = district.postAs("teacher:T-8", "/v1/evidence", evidence("1", "S-1", 0.9, 1));
    Answer recorded = district.postAs("teacher:T-9", "/v1/evidence", evidence("1", "S-1", 0.9, 1));
    Answer byAnother = district.postAs("teacher:T-9", path, ruling.formatted(",\"by\":\"T-8\""));
    Answer ruled = district.postAs("teacher:T-9", path, ruling.formatted(""));
    Answer again =
        district.postAs("teacher:T-9", path, ruling.formatted(",\"by\":\"teacher:T-9\""));
    Answer override =
        district.postAs(
            "teacher:T-8",
            "/v1/learners/S-1/competencies/M.1/override",
            "{\"id\":\"o1\",\"reason\":\"because\"}");

    assertThat(stranger.status()).as(stranger.toString()).isEqualTo(403);
    assertThat(stranger.problem()).isEqualTo("may-not-act");
    assertThat(recorded.status()).isEqualTo(201);
    assertThat(byAnother.status()).isEqualTo(400);
    assertThat(byAnother.text()).contains("must be T-9");
    assertThat(ruled.status()).as(ruled.toString()).isEqualTo(201);
    assertThat(again.status()).as(again.toString()).isEqualTo(200);
    assertThat(override.problem()).isEqualTo("may-not-act");
  }

  @Test
  void unscored_work_is_sent_back_and_then_scored() {
    district.post(
        "/v1/evidence",
        evidence("essay", "S-1", 0.9, 1).replace("\"score\":{\"scaled\":0.9},", ""));

    Answer sentBack = correct("t:essay", "needs-revision", "r1", "");
    Answer scored =
        district.post(
            "/v1/evidence/t%3Aessay/score",
            """
            {"id":"r2","by":"T-9","score":{"raw":9,"max":10},"assessedAt":"2026-03-02T10:00:00Z"}
            """);

    assertThat(status(sentBack)).isEqualTo("needs-revision");
    assertThat(scored.status()).as(scored.toString()).isEqualTo(201);
    assertThat(status(scored)).isEqualTo("not-yet");
  }

  @Test
  void the_same_again_is_answered_as_the_first_time_and_other_content_is_a_conflict() {
    record("1", 0.9, 1);
    Answer first = correct("t:1", "rescore", "r1", ",\"score\":{\"scaled\":0.5}");

    Answer again = correct("t:1", "rescore", "r1", ",\"score\":{\"scaled\":0.50}");
    Answer other = correct("t:1", "rescore", "r1", ",\"score\":{\"scaled\":0.6}");

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.problem()).isEqualTo("ruling-conflict");
  }

  @Test
  void what_is_wrong_is_told() {
    record("1", 0.9, 1);

    Answer unknown = correct("t:9", "retract", "r1", "");
    Answer silent = district.post("/v1/evidence/t:1/retract", "{\"id\":\"r1\",\"by\":\"T-9\"}");
    Answer more = correct("t:1", "retract", "r1", ",\"score\":{\"scaled\":1}");
    Answer offScale = correct("t:1", "rescore", "r1", ",\"score\":{\"level\":7}");

    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.problem()).isEqualTo("unknown-evidence");
    assertThat(silent.problem()).isEqualTo("missing-field");
    assertThat(silent.json().get("pointer").asString()).isEqualTo("/reason");
    assertThat(more.problem()).isEqualTo("unknown-field");
    assertThat(offScale.status()).isEqualTo(400);
    assertThat(offScale.problem()).isEqualTo("invalid-evidence");
  }

  @Test
  void another_district_does_not_have_the_evidence() {
    record("1", 0.9, 1);

    Answer elsewhere =
        ApiServer.newDistrict()
            .post("/v1/evidence/t:1/retract", "{\"id\":\"r\",\"by\":\"T\",\"reason\":\"why\"}");

    assertThat(elsewhere.problem()).isEqualTo("unknown-evidence");
  }
}
