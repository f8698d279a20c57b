package progression.api.recordevidence;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.api.District.evidence;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import progression.api.ApiServer;
import progression.api.District;
import progression.api.District.Answer;
import tools.jackson.databind.JsonNode;

class OutageIT {

  private final District district = ApiServer.fragileDistrict();

  @BeforeEach
  void prepare() {
    district.put("/v1/frameworks/math", District.MATH);
    district.post("/v1/learners", "{\"learner\":\"S-1\"}");
  }

  @AfterEach
  void repair() {
    ApiServer.breakFragileDistrict(false);
  }

  @Test
  void an_outage_is_no_refusal_and_the_caller_is_told_to_come_again() {
    // Of what she showed nothing is remembered, so that it has to be read.
    district.post("/v1/learners", "{\"learner\":\"S-2\"}");
    ApiServer.breakFragileDistrict(true);

    Answer answer = district.post("/v1/evidence", evidence("1", "S-2", 0.9, 1));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.problem()).isEqualTo("unavailable");
    assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.text()).doesNotContainIgnoringCase("sql").doesNotContain("jdbc");
  }

  @Test
  void lines_that_meet_an_outage_are_kept_and_can_be_sent_again() {
    ApiServer.breakFragileDistrict(true);
    List<JsonNode> answers =
        district.bulk("/v1/evidence/bulk", evidence("2", "S-1", 0.9, 1) + "\n{}\n").lines();
    ApiServer.breakFragileDistrict(false);
    JsonNode items = district.get("/v1/evidence/rejected").json().get("items");

    assertThat(answers.get(0).at("/problem/type").asString()).isEqualTo("/problems/unavailable");
    assertThat(answers.get(1).at("/problem/type").asString()).isEqualTo("/problems/missing-field");
    assertThat(answers.getLast().at("/summary/rejected").asInt()).isEqualTo(2);
    assertThat(items).hasSize(2);
    String resend = "/v1/evidence/rejected/" + items.get(0).get("id") + "/resend";
    assertThat(district.post(resend, "").status()).isEqualTo(201);
  }
}
