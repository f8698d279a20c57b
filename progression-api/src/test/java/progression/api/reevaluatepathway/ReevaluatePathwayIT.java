package progression.api.reevaluatepathway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import progression.api.ApiServer;
import progression.api.District;
import tools.jackson.databind.JsonNode;

/** Publishing another version of a pathway, and letting it reach those who are on the first. */
class ReevaluatePathwayIT {

  private final District district =
      ApiServer.newDistrict().publishMath().adoptTwoInARow().enroll("S-2");

  private void publish(String stages) {
    district.put(
        "/v1/pathways/way",
        "{\"title\":\"way\",\"framework\":\"math\",\"stages\":[" + stages + "]}");
  }

  private static String stage(String id, String competency) {
    return "{\"id\":\"%1$s\",\"title\":\"%1$s\",\"requirement\":{\"mastered\":\"%2$s\"}}"
        .formatted(id, competency);
  }

  @Test
  void a_version_reaches_those_on_the_pathway_when_it_is_asked_to_and_only_once() {
    publish(stage("first", "M.1"));
    district.post("/v1/learners", "{\"learner\":\"S-1\",\"pathways\":[\"way\"]}");
    district.post("/v1/evidence", District.evidence("1", "S-1", 0.9, 1));
    district.post("/v1/evidence", District.evidence("2", "S-1", 0.9, 2));
    publish(stage("first", "M.1") + "," + stage("second", "M.2"));

    List<JsonNode> lines = district.post("/v1/pathways/way/re-evaluate", "").lines();
    JsonNode again = district.post("/v1/pathways/way/re-evaluate", "").lines().getLast();

    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst().toString())
        .isEqualTo(
            "{\"learner\":\"S-1\",\"revisions\":[],\"consequences\":[{\"type\":\"PathwayContinued\","
                + "\"pathway\":\"way\",\"stage\":\"second\","
                + "\"reason\":\"version 2 of the pathway\"}]}");
    JsonNode result = lines.getLast().get("result");
    assertThat(result.get("version").asInt()).isEqualTo(2);
    assertThat(result.get("learners").asInt()).isEqualTo(2);
    assertThat(result.get("changed").asInt()).isEqualTo(1);
    assertThat(result.get("events").asInt()).isEqualTo(1);
    assertThat(again.at("/result/events").asInt()).isZero();
  }

  @Test
  void a_pathway_that_was_never_published_is_not_found() {
    assertThat(district.post("/v1/pathways/none/re-evaluate", "").problem()).isEqualTo("not-found");
  }
}
