package progression.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
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

/**
 * A learner moves on by what she knows already and by what she does elsewhere and with others: a
 * challenge exam, prior learning, a group's work. Through HTTP, PostgreSQL and Kafka.
 */
@DirtiesContext
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "progression.data-dir=target/placing-out-story")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlacingOutStoryIT {

  static {
    FileSystemUtils.deleteRecursively(new File("target/placing-out-story")); // Of an earlier run.
  }

  private static final String JSON = "application/json";

  private static final String ITEM =
      """
      {"identifier":"11111111-1111-4111-8111-11111111111%1$d",
       "uri":"https://example.org/items/%1$d","fullStatement":"Understand part %1$d",
       "humanCodingScheme":"M.%1$d","lastChangeDateTime":"2026-01-01T00:00:00+00:00"}
      """;

  private static final String FRAMEWORK =
      """
      {"CFDocument":{"identifier":"33333333-3333-4333-8333-333333333333",
         "uri":"https://example.org/documents/3","creator":"A made-up district",
         "title":"Math","lastChangeDateTime":"2026-01-01T00:00:00+00:00"},
       "CFItems":[%s,%s,%s,%s],"CFAssociations":[]}
      """
          .formatted(Stream.of(1, 2, 3, 4).map(ITEM::formatted).toArray());

  private static final String POLICY =
      """
      {"title":"latest","appliesTo":{"framework":"math"},"scale":{"min":0,"max":1},
       "method":{"type":"latest"},"threshold":0.8,"regression":"sticky"}
      """;

  private static final String PATHWAY =
      """
      {"title":"Math 6","framework":"math","stages":[
        {"id":"first","title":"First","requirement":{"mastered":"M.1"}},
        {"id":"board","title":"Choice board","requirement":
          {"atLeast":2,"of":[{"mastered":"M.2"},{"mastered":"M.3"},{"mastered":"M.4"}]}}]}
      """;

  @LocalServerPort int port;

  private Calls calls = new Calls(0);

  @BeforeEach
  void connect() {
    calls = new Calls(port);
  }

  @Test
  @Order(1)
  void a_challenge_exam_completes_a_stage_on_the_first_day() throws Exception {
    for (String[] put :
        new String[][] {
          {"/v1/frameworks/math", FRAMEWORK},
          {"/v1/policies/latest", POLICY},
          {"/v1/pathways/math-6", PATHWAY}
        }) {
      HttpResponse<String> answer = calls.send("district-sis", "PUT", put[0], JSON, put[1]);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
    for (String learner : List.of("S-1001", "S-1002")) {
      post("/v1/learners", "{\"learner\":\"%s\",\"pathways\":[\"math-6\"]}".formatted(learner));
    }

    JsonNode exam = evidence("exam", "M.1", "challenge-exam", "college course");

    assertThat(types(exam))
        .containsExactly("CompetencyMastered", "StageCompleted", "LearnerAdvanced");
    assertThat(stages(exam)).containsExactly("first completed", "board current");
    JsonNode used = explanation("S-1001", "M.1").at("/used/0");
    assertThat(used.get("kind").asString()).isEqualTo("challenge-exam");
    assertThat(used.get("setting").asString()).isEqualTo("college course");
  }

  @Test
  @Order(2)
  void prior_learning_and_a_group_s_work_are_two_of_three_on_her_choice_board() throws Exception {
    JsonNode prior = evidence("before", "M.3", "prior-learning", "travel");
    assertThat(types(prior)).containsExactly("CompetencyMastered");
    assertThat(stages(prior)).containsExactly("first completed", "board current");

    JsonNode group =
        post(
            "/v1/evidence/group",
            """
            {"id":"museum:bridge","competency":"M.4","score":{"scaled":0.9},"assessor":"T-7",
             "setting":"museum","occurredAt":"2026-03-01T12:00:00Z",
             "members":[{"learner":"S-1001"},{"learner":"S-1002"}]}
            """);

    JsonNode hers = group.at("/members/0/answer");
    assertThat(types(hers)).startsWith("CompetencyMastered", "StageCompleted");
    assertThat(stages(hers)).containsExactly("first completed", "board completed");
    assertThat(types(group.at("/members/1/answer"))).containsExactly("CompetencyMastered");
    JsonNode used = explanation("S-1002", "M.4").at("/used/0");
    assertThat(used.get("kind").asString()).isEqualTo("group-work");
    assertThat(used.get("collaborators").toString()).isEqualTo("[\"S-1001\"]");
    assertThat(used.get("setting").asString()).isEqualTo("museum");
  }

  private JsonNode evidence(String id, String competency, String kind, String setting)
      throws Exception {
    return post(
        "/v1/evidence",
        """
        {"id":"lms:%s","learner":"S-1001","competency":"%s","kind":"%s","setting":"%s",
         "score":{"scaled":0.9},"occurredAt":"2026-03-01T10:00:00Z"}
        """
            .formatted(id, competency, kind, setting));
  }

  private JsonNode post(String path, String body) throws Exception {
    HttpResponse<String> answer = calls.send("district-sis", "POST", path, JSON, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Calls.json(answer);
  }

  private JsonNode explanation(String learner, String competency) throws Exception {
    return Calls.json(
        calls.send(
            "GET",
            "/v1/learners/%s/competencies/%s/explanation".formatted(learner, competency),
            calls.token("auditor")));
  }

  private List<String> stages(JsonNode written) throws Exception {
    JsonNode progress =
        Calls.json(
            calls.send(
                "GET",
                "/v1/learners/S-1001/progress?minPosition=" + written.get("position").asLong(),
                calls.token("reporting")));
    return StreamSupport.stream(progress.get("stages").spliterator(), false)
        .map(stage -> stage.get("stage").asString() + " " + stage.get("status").asString())
        .toList();
  }

  private static List<String> types(JsonNode answer) {
    return StreamSupport.stream(answer.get("consequences").spliterator(), false)
        .map(consequence -> consequence.get("type").asString())
        .toList();
  }
}
