package progression.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A district asks for a level of mastery: proficient is enough to go on in most places, and one
 * stage wants more. Through HTTP, PostgreSQL and Kafka.
 */
@DirtiesContext
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "progression.data-dir=target/level-story")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LevelStoryIT {

  static {
    FileSystemUtils.deleteRecursively(new File("target/level-story")); // Of an earlier run.
  }

  private static final String JSON = "application/json";
  private static final String HERS = "/v1/learners/S-1001/";

  private static final String FRAMEWORK =
      """
      {"CFDocument":{"identifier":"33333333-3333-4333-8333-333333333333",
         "uri":"https://example.org/documents/3","creator":"A made-up district",
         "title":"Math","lastChangeDateTime":"2026-01-01T00:00:00+00:00"},
       "CFItems":[
         {"identifier":"11111111-1111-4111-8111-111111111111","uri":"https://example.org/items/1",
          "fullStatement":"Understand ratios","humanCodingScheme":"6.RP.A.1",
          "lastChangeDateTime":"2026-01-01T00:00:00+00:00"}],
       "CFAssociations":[]}
      """;

  private static final String POLICY =
      """
      {"title":"latest level","appliesTo":{"framework":"math"},"scale":{"min":0,"max":4},
       "method":{"type":"latest"},"threshold":2,"regression":"tracking"}
      """;

  private static final String PATHWAY =
      """
      {"title":"Math 6","framework":"math","stages":[
        {"id":"ratios","title":"Ratios","requirement":{"mastered":"6.RP.A.1","level":3}},
        {"id":"more","title":"More","requirement":{"mastered":"6.RP.A.1","level":4}}]}
      """;

  @LocalServerPort int port;

  private Calls calls = new Calls(0);

  @BeforeEach
  void connect() {
    calls = new Calls(port);
  }

  @Test
  @Order(1)
  void a_pathway_with_a_level_is_given_back_as_it_was_published() throws Exception {
    put("/v1/frameworks/math", FRAMEWORK, 201);
    put("/v1/policies/levels", POLICY, 201);
    put("/v1/pathways/math-6", PATHWAY, 201);
    put("/v1/pathways/math-6", PATHWAY.replace("\"level\":3", "\"level\":3.0"), 200);

    JsonNode published =
        Calls.json(calls.send("GET", "/v1/pathways/math-6", calls.token("reporting")));
    assertThat(published.at("/stages/0/requirement").toString())
        .isEqualTo("{\"mastered\":\"11111111-1111-4111-8111-111111111111\",\"level\":3}");
  }

  @Test
  @Order(2)
  void a_level_that_makes_no_sense_is_refused_with_its_place() throws Exception {
    JsonNode offScale =
        put("/v1/pathways/math-6", PATHWAY.replace("\"level\":3", "\"level\":5"), 400);
    assertThat(offScale.get("type").asString()).isEqualTo("/problems/invalid-pathway");
    assertThat(offScale.get("detail").asString())
        .contains("the level 5 lies outside the policy's scale 0 to 4", "6.RP.A.1", "levels");

    JsonNode word =
        put("/v1/pathways/math-6", PATHWAY.replace("\"level\":3", "\"level\":\"high\""), 400);
    assertThat(word.toString()).contains("/stages/0/requirement/level", "must be a number");
  }

  @Test
  @Order(3)
  void the_evidence_that_reaches_the_level_advances_her_and_less_does_not() throws Exception {
    HttpResponse<String> enrolled =
        calls.send(
            "district-sis",
            "POST",
            "/v1/learners",
            JSON,
            "{\"learner\":\"S-1001\",\"pathways\":[\"math-6\"]}");
    assertThat(enrolled.statusCode()).as(enrolled.body()).isEqualTo(201);

    JsonNode mastered = evidence("1", 2);
    assertThat(mastered.at("/verdict/status").asString()).isEqualTo("mastered");
    assertThat(types(mastered)).containsExactly("CompetencyMastered");
    JsonNode before = progress(mastered);
    assertThat(stages(before)).containsExactly("ratios current", "more not-started");
    assertThat(before.at("/nextSteps/0/level").asInt()).isEqualTo(3);

    JsonNode reached = evidence("2", 3);
    assertThat(types(reached)).containsExactly("LevelReached", "StageCompleted", "LearnerAdvanced");
    assertThat(reached.at("/consequences/0/level").asInt()).isEqualTo(3);
    assertThat(reached.at("/consequences/0/reason").asString())
        .isEqualTo("The latest score, 3, reaches 3.");
    JsonNode after = progress(reached);
    assertThat(stages(after)).containsExactly("ratios completed", "more current");
    assertThat(after.at("/competencies/0/levels").toString()).isEqualTo("[3]");
    assertThat(after.at("/nextSteps/0/level").asInt()).isEqualTo(4);
    assertThat(read("transcript", reached).at("/mastered/0/levels").toString()).isEqualTo("[3]");
    assertThat(read("competencies/6.RP.A.1/criteria", reached).get("levels").toString())
        .isEqualTo("[3,4]");
    JsonNode explanation =
        Calls.json(
            calls.send("GET", HERS + "competencies/6.RP.A.1/explanation", calls.token("auditor")));
    assertThat(explanation.get("levels").toString()).isEqualTo("[3]");
    assertThat(explanation.get("sentence").asString())
        .endsWith("reaches 2. It reaches level 3. Asked for and not reached: level 4.");
  }

  @Test
  @Order(4)
  void a_rescore_that_lowers_places_the_stage_under_review_and_leaves_the_mastery()
      throws Exception {
    JsonNode lowered = corrects("2", 2);

    assertThat(lowered.at("/verdict/status").asString()).isEqualTo("mastered");
    assertThat(types(lowered)).containsExactly("LevelWithdrawn", "StagePlacedUnderReview");
    JsonNode progress = progress(lowered);
    assertThat(stages(progress)).containsExactly("ratios under-review", "more current");
    assertThat(progress.at("/competencies/0/levels")).isEmpty();
    assertThat(progress.get("nextSteps")).hasSize(2);
    assertThat(read("transcript", lowered).at("/withdrawn/0/level").asInt()).isEqualTo(3);
  }

  @Test
  @Order(5)
  void a_person_vouches_for_every_level() throws Exception {
    HttpResponse<String> vouched =
        calls.send(
            "district-sis",
            "POST",
            HERS + "competencies/6.RP.A.1/override",
            JSON,
            "{\"id\":\"sis:o-1\",\"by\":\"T-1\",\"reason\":\"shown in class\"}");
    assertThat(vouched.statusCode()).as(vouched.body()).isEqualTo(201);

    JsonNode answer = Calls.json(vouched);
    assertThat(types(answer))
        .containsExactly("StageCompleted", "StageCompleted", "LearnerAdvanced");
    assertThat(stages(progress(answer))).containsExactly("ratios completed", "more completed");
    assertThat(progress(answer).get("nextSteps")).isEmpty();
  }

  @Test
  @Order(6)
  void a_replay_of_the_ledger_says_the_same() throws Exception {
    JsonNode last = evidence("3", 1);

    assertThat(
            withoutPosition(Calls.json(calls.send("GET", HERS + "state", calls.token("auditor")))))
        .isEqualTo(withoutPosition(progress(last)));
  }

  private JsonNode put(String path, String body, int status) throws Exception {
    HttpResponse<String> answer = calls.send("district-sis", "PUT", path, JSON, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return Calls.json(answer);
  }

  private JsonNode evidence(String id, int level) throws Exception {
    return posted(
        "/v1/evidence",
        """
        {"id":"lms:%s","learner":"S-1001","competency":"6.RP.A.1","score":{"level":%s},
         "occurredAt":"2026-03-0%sT10:00:00Z"}
        """
            .formatted(id, level, id));
  }

  private JsonNode corrects(String id, int level) throws Exception {
    return posted(
        "/v1/evidence/lms:%s/rescore".formatted(id),
        "{\"id\":\"lms:r-1\",\"by\":\"T-9\",\"reason\":\"misread\",\"score\":{\"level\":%s}}"
            .formatted(level));
  }

  private JsonNode posted(String path, String body) throws Exception {
    HttpResponse<String> answer = calls.send("district-sis", "POST", path, JSON, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Calls.json(answer);
  }

  private JsonNode progress(JsonNode write) throws Exception {
    return read("progress", write);
  }

  private JsonNode read(String what, JsonNode write) throws Exception {
    HttpResponse<String> answer =
        calls.send(
            "GET",
            HERS + what + "?minPosition=" + write.get("position").asLong(),
            calls.token("reporting"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Calls.json(answer);
  }

  private static JsonNode withoutPosition(JsonNode answer) {
    ((ObjectNode) answer).remove("position");
    return answer;
  }

  private static List<String> types(JsonNode answer) {
    return StreamSupport.stream(answer.get("consequences").spliterator(), false)
        .map(consequence -> consequence.get("type").asString())
        .toList();
  }

  private static List<String> stages(JsonNode progress) {
    return StreamSupport.stream(progress.get("stages").spliterator(), false)
        .map(stage -> stage.get("stage").asString() + " " + stage.get("status").asString())
        .toList();
  }
}
