package progression.api.publishframework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import progression.api.ApiServer;
import progression.api.District;
import progression.api.District.Answer;

/** Frameworks, policies and pathways, put and got. */
class CurriculumIT {

  private static final String POLICY =
      """
      {"title":"latest","appliesTo":{"framework":"math","competencies":["M.1"]},
       "scale":{"min":0,"max":1},"method":{"type":"latest"},"threshold":0.80,
       "regression":"sticky"}
      """;

  private static final String PATHWAY =
      """
      {"title":"One","framework":"math","stages":[{"id":"s","title":"S",
       "requirement":{"atLeast":1,"of":[{"mastered":"M.1"},{"mastered":"M.2"}]}}]}
      """;

  private final District district = ApiServer.newDistrict();

  @Test
  void a_framework_is_given_back_as_it_came() {
    Answer created = district.put("/v1/frameworks/math", District.MATH);
    Answer again = district.put("/v1/frameworks/math", District.MATH);
    Answer changed = district.put("/v1/frameworks/math", District.MATH.replace("Adds", "Adds up"));

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.text())
        .isEqualTo("{\"framework\":\"math\",\"version\":1,\"competencies\":2,\"position\":0}");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(created.json());
    assertThat(changed.status()).isEqualTo(201);
    assertThat(changed.json().get("version").asInt()).isEqualTo(2);
    assertThat(district.get("/v1/frameworks/math?version=1").text()).isEqualTo(District.MATH);
    assertThat(district.get("/v1/frameworks/math").text()).contains("Adds up");
  }

  @Test
  void a_policy_is_told_as_it_was_adopted() {
    district.publishMath();

    Answer created = district.put("/v1/policies/latest", POLICY);
    Answer again = district.put("/v1/policies/latest", POLICY);
    Answer changed = district.put("/v1/policies/latest", POLICY.replace("0.80", "0.9"));

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.text()).isEqualTo("{\"policy\":\"latest\",\"version\":1,\"position\":1}");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(created.json());
    assertThat(changed.json().get("version").asInt()).isEqualTo(2);
    Answer first = district.get("/v1/policies/latest?version=1");
    assertThat(first.json().at("/threshold").decimalValue()).isEqualByComparingTo("0.8");
    assertThat(first.json().at("/appliesTo/competencies/0").asString())
        .isEqualTo("00000000-0000-4000-8000-000000000011");
    assertThat(first.json().at("/method/type").asString()).isEqualTo("latest");
    assertThat(district.get("/v1/policies/latest").json().at("/version").asInt()).isEqualTo(2);
  }

  @Test
  void a_pathway_is_told_as_it_was_published() {
    district.publishMath();

    Answer created = district.put("/v1/pathways/one", PATHWAY);
    Answer again = district.put("/v1/pathways/one", PATHWAY);

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.text()).isEqualTo("{\"pathway\":\"one\",\"version\":1,\"position\":1}");
    assertThat(again.status()).isEqualTo(200);
    Answer told = district.get("/v1/pathways/one");
    assertThat(told.json().at("/stages/0/requirement/atLeast").asInt()).isEqualTo(1);
    assertThat(told.json().at("/stages/0/requirement/of/1/mastered").asString())
        .isEqualTo("00000000-0000-4000-8000-000000000012");
  }

  @Test
  void an_id_may_hold_anything_that_can_be_percent_encoded() {
    Answer created = district.put("/v1/frameworks/math%3A6%20%C3%A9", District.MATH);

    assertThat(created.json().get("framework").asString()).isEqualTo("math:6 é");
    assertThat(district.get("/v1/frameworks/math%3A6%20%C3%A9").status()).isEqualTo(200);
  }

  @Test
  void what_is_not_there_is_not_found() {
    district.publishMath();

    for (String path :
        new String[] {
          "/v1/frameworks/none",
          "/v1/policies/none",
          "/v1/pathways/none",
          "/v1/frameworks/math?version=2",
          "/v1/nothing"
        }) {
      Answer answer = district.get(path);
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.problem()).as(path).isEqualTo("not-found");
    }
    Answer unknown = district.put("/v1/policies/p", POLICY.replace("math", "physics"));
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.problem()).isEqualTo("unknown-framework");
  }

  @Test
  void requests_that_the_framework_refuses_are_problems_too() {
    assertThat(district.post("/v1/frameworks/math", "{}").problem())
        .isEqualTo("method-not-allowed");
    assertThat(district.get("/v1/frameworks/math?version=x").problem())
        .isEqualTo("invalid-parameter");
    assertThat(district.put("/v1/frameworks/" + "x".repeat(256), "{}").problem())
        .isEqualTo("invalid-parameter");
    Answer type =
        district.send(
            district
                .request("/v1/frameworks/math")
                .header("Content-Type", "text/plain")
                .PUT(java.net.http.HttpRequest.BodyPublishers.ofString("{}")));
    assertThat(type.problem()).isEqualTo("unsupported-media-type");
  }

  @Test
  void a_package_that_is_too_large_is_refused() {
    Answer answer = district.put("/v1/frameworks/math", " ".repeat((16 << 20) + 1));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.problem()).isEqualTo("body-too-large");
  }
}
