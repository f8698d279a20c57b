package progression.api.recordevidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import progression.api.ApiServer;
import progression.api.District;
import progression.api.District.Answer;
import tools.jackson.databind.JsonNode;

class GroupEvidenceIT {

  private final District district =
      ApiServer.newDistrict().publishMath().adoptTwoInARow().enroll("S-1", "S-2", "S-3");

  private Answer record(String id, String members) {
    return district.post(
        "/v1/evidence/group",
        """
        {"id":"t:%s","members":[%s],"competency":"M.1","score":{"scaled":0.9},
         "occurredAt":"2026-03-01T10:00:00Z"}
        """
            .formatted(id, members));
  }

  @Test
  void each_member_is_credited_on_her_own() {
    String members = "{\"learner\":\"S-1\"},{\"learner\":\"S-2\",\"score\":{\"scaled\":0.2}}";
    record("bridge-1", members);

    Answer second = record("bridge-2", members);
    Answer again = record("bridge-2", members);

    assertThat(second.status()).as(second.toString()).isEqualTo(201);
    assertThat(second.json().at("/members/0/status").asString()).isEqualTo("recorded");
    assertThat(second.json().at("/members/0/answer/evidence").asString())
        .isEqualTo("t:bridge-2/S-1");
    assertThat(second.json().at("/members/0/answer/verdict/status").asString())
        .isEqualTo("mastered");
    assertThat(second.json().at("/members/1/answer/verdict/status").asString())
        .isEqualTo("not-yet");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().at("/members/1/status").asString()).isEqualTo("duplicate");
    assertThat(again.json().at("/members/1/answer"))
        .isEqualTo(second.json().at("/members/1/answer"));
  }

  @Test
  void each_member_s_evidence_is_group_work_with_the_others_as_collaborators() {
    Answer answer =
        district.post(
            "/v1/evidence/group",
            """
            {"id":"t:bridge","competency":"M.1","score":{"scaled":0.9},"assessor":"T-7",
             "setting":"community","occurredAt":"2026-03-01T10:00:00Z",
             "members":[{"learner":"S-1"},{"learner":"S-2"},{"learner":"S-3"}]}
            """);

    assertThat(answer.json().get("members"))
        .extracting(member -> recorded(member).get("collaborators").toString())
        .containsExactly("[\"S-2\",\"S-3\"]", "[\"S-1\",\"S-3\"]", "[\"S-1\",\"S-2\"]");
    assertThat(answer.json().get("members"))
        .extracting(this::recorded)
        .allSatisfy(evidence -> {
          assertThat(evidence.get("kind").asString()).isEqualTo("group-work");
          assertThat(evidence.get("assessor").asString()).isEqualTo("T-7");
          assertThat(evidence.get("setting").asString()).isEqualTo("community");
        });
  }

  private JsonNode recorded(JsonNode member) {
    return ApiServer.recorded(district, member.at("/answer/position").asLong()).get("evidence");
  }

  @Test
  void a_member_who_is_refused_leaves_the_others_credited() {
    Answer answer = record("bridge-1", "{\"learner\":\"S-1\"},{\"learner\":\"S-9\"}");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().at("/members/0/status").asString()).isEqualTo("recorded");
    assertThat(answer.json().at("/members/1/status").asString()).isEqualTo("rejected");
    assertThat(answer.json().at("/members/1/problem/type").asString())
        .isEqualTo("/problems/unknown-learner");
  }

  @Test
  void a_group_is_two_or_more_different_learners() {
    assertThat(record("b", "{\"learner\":\"S-1\"}").problem()).isEqualTo("invalid-field");
    assertThat(record("b", "{\"learner\":\"S-1\"},{\"learner\":\"S-1\"}").problem())
        .isEqualTo("invalid-field");
  }
}
