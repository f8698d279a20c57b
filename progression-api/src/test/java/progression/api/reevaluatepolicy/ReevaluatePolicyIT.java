package progression.api.reevaluatepolicy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import progression.api.ApiServer;
import progression.api.District;
import progression.api.District.Answer;
import tools.jackson.databind.JsonNode;

/** Asking what a policy would do, adopting it, and letting it reach what was decided before. */
class ReevaluatePolicyIT {

  private static final String THREE =
      """
      {"title":"three in a row","appliesTo":{"framework":"math"},"scale":{"min":0,"max":1},
       "method":{"type":"consecutive","n":3},"threshold":0.8,"regression":"tracking"}
      """;

  private final District district = ApiServer.newDistrict();

  /** S-2 has two good scores in a row and S-3 three; S-4 has none. */
  private District school() {
    district.publishMath().adoptTwoInARow().enroll("S-2", "S-3", "S-4");
    for (int i = 0; i < 2; i++) {
      district.post("/v1/evidence", District.evidence("two-" + i, "S-2", 0.9, i));
    }
    for (int i = 0; i < 3; i++) {
      district.post("/v1/evidence", District.evidence("three-" + i, "S-3", 0.9, i));
    }
    return district;
  }

  @Test
  void what_if_tells_who_would_change_from_what_to_what_and_why_and_writes_nothing() {
    school();
    long before = head();

    List<JsonNode> lines = district.post("/v1/policies/two/what-if", THREE).lines();

    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst().toString())
        .isEqualTo(
            "{\"learner\":\"S-2\",\"revisions\":[{\"competency\":"
                + "\"00000000-0000-4000-8000-000000000011\",\"code\":\"M.1\","
                + "\"from\":\"mastered\",\"to\":\"withdrawn\",\"reason\":"
                + "\"Needs 3 scores in a row of at least 0.8; the current run is 2.\"}],"
                + "\"consequences\":[{\"type\":\"MasteryWithdrawn\",\"competency\":\"M.1\","
                + "\"reason\":\"Needs 3 scores in a row of at least 0.8;"
                + " the current run is 2.\"}]}");
    JsonNode result = lines.getLast().get("result");
    assertThat(result.at("/version").asInt()).isEqualTo(2);
    assertThat(result.at("/learners").asInt()).isEqualTo(3);
    assertThat(result.at("/changed").asInt()).isEqualTo(1);
    assertThat(result.at("/changes").toString())
        .isEqualTo("[{\"from\":\"mastered\",\"to\":\"withdrawn\",\"verdicts\":1}]");
    assertThat(result.at("/events").asInt())
        .as("a withdrawal, and a mastery that moves to the version")
        .isEqualTo(2);
    assertThat(head()).isEqualTo(before);
  }

  @Test
  void what_if_refuses_what_could_not_be_adopted() {
    district.publishMath().adoptTwoInARow();

    Answer overlap = district.post("/v1/policies/other/what-if", THREE);
    Answer unknown =
        district.post("/v1/policies/two/what-if", THREE.replace("\"math\"", "\"art\""));
    Answer malformed =
        district.post("/v1/policies/two/what-if", THREE.replace("consecutive", "guess"));

    assertThat(overlap.problem()).isEqualTo("policy-overlap");
    assertThat(unknown.problem()).isEqualTo("unknown-framework");
    assertThat(malformed.problem()).isEqualTo("invalid-field");
  }

  @Test
  void evaluating_again_does_what_what_if_told_and_a_second_time_nothing() {
    school();
    List<JsonNode> told = district.post("/v1/policies/two/what-if", THREE).lines();
    district.put("/v1/policies/two", THREE);
    long adopted = head();

    List<JsonNode> done = district.post("/v1/policies/two/re-evaluate", "").lines();
    long after = head();
    List<JsonNode> again = district.post("/v1/policies/two/re-evaluate", "").lines();

    assertThat(done.getFirst()).isEqualTo(told.getFirst());
    assertThat(done.getLast().at("/result/events").asLong()).isEqualTo(after - adopted);
    assertThat(told.getLast().at("/result/events").asLong()).isEqualTo(after - adopted);
    assertThat(again).hasSize(1);
    assertThat(again.getFirst().at("/result/changed").asInt()).isZero();
    assertThat(again.getFirst().at("/result/events").asInt()).isZero();
    assertThat(head()).isEqualTo(after);
  }

  @Test
  void adopting_alone_changes_nothing_that_was_decided() {
    school();
    district.put("/v1/policies/two", THREE);

    Answer more = district.post("/v1/evidence", District.evidence("more", "S-2", 0.9, 9));

    assertThat(more.json().at("/verdict/status").asString()).isEqualTo("mastered");
    assertThat(more.json().at("/consequences").isEmpty()).isTrue();
  }

  @Test
  void it_tells_how_far_it_has_come() {
    district.publishMath().adoptTwoInARow();
    IntStream.range(0, 250).forEach(i -> district.enroll("S-" + i));

    List<JsonNode> lines = district.post("/v1/policies/two/what-if", THREE).lines();

    assertThat(lines)
        .extracting(line -> line.at("/progress/learners").asInt(-1))
        .containsExactly(100, 200, -1);
    assertThat(lines.getLast().at("/result/learners").asInt()).isEqualTo(250);
  }

  @Test
  void a_policy_that_was_never_adopted_is_not_there_to_evaluate_by() {
    assertThat(district.post("/v1/policies/none/re-evaluate", "").problem()).isEqualTo("not-found");
  }

  private long head() {
    return ApiServer.ledgers().of(district.name()).reader().head().position();
  }
}
