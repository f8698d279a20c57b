package progression.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.http.HttpResponse;
import java.time.Duration;
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
import tools.jackson.databind.json.JsonMapper;

/**
 * A learner makes her learning her own, with her teacher, her mentor and her guardian: through
 * HTTP, PostgreSQL and Kafka.
 */
@DirtiesContext
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "progression.data-dir=target/agency-story")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AgencyStoryIT {

  static {
    FileSystemUtils.deleteRecursively(new File("target/agency-story")); // Of an earlier run.
  }

  private static final String JSON = "application/json";
  private static final String LEARNER = "learner:S-1001";
  private static final String TEACHER = "teacher:T-7";
  private static final String MENTOR = "mentor:M-1";
  private static final String GUARDIAN = "guardian:G-3";
  private static final String HERS = "/v1/learners/S-1001/";

  private static final String FRAMEWORK =
      """
      {"CFDocument":{"identifier":"33333333-3333-4333-8333-333333333333",
         "uri":"https://example.org/documents/3","creator":"A made-up district",
         "title":"Math","lastChangeDateTime":"2026-01-01T00:00:00+00:00"},
       "CFItems":[
         {"identifier":"11111111-1111-4111-8111-111111111111","uri":"https://example.org/items/1",
          "fullStatement":"Understand ratios","humanCodingScheme":"6.RP.A.1",
          "lastChangeDateTime":"2026-01-01T00:00:00+00:00"},
         {"identifier":"22222222-2222-4222-8222-222222222222","uri":"https://example.org/items/2",
          "fullStatement":"Understand unit rates","humanCodingScheme":"6.RP.A.2",
          "lastChangeDateTime":"2026-01-01T00:00:00+00:00"}],
       "CFAssociations":[]}
      """;

  private static final String POLICY =
      """
      {"title":"two in a row","appliesTo":{"framework":"math"},"scale":{"min":0,"max":1},
       "method":{"type":"consecutive","n":2},"threshold":0.8,"regression":"tracking"}
      """;

  private static final String PATHWAY =
      """
      {"title":"Math 6","framework":"math","stages":[
        {"id":"ratios","title":"Ratios",
         "requirement":{"any":[{"mastered":"6.RP.A.1"},{"mastered":"6.RP.A.2"}]}}]}
      """;

  @LocalServerPort int port;

  private Calls calls = new Calls(0);

  @BeforeEach
  void connect() {
    calls = new Calls(port);
  }

  @Test
  @Order(1)
  void the_district_says_who_is_around_a_learner() throws Exception {
    for (String[] put :
        new String[][] {
          {"/v1/frameworks/math", FRAMEWORK},
          {"/v1/policies/two", POLICY},
          {"/v1/pathways/math-6", PATHWAY}
        }) {
      HttpResponse<String> answer = calls.send("district-sis", "PUT", put[0], JSON, put[1]);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
    district("/v1/learners", "{\"learner\":\"S-1001\",\"pathways\":[\"math-6\"]}");
    for (String person : List.of(TEACHER, MENTOR, GUARDIAN)) {
      String[] roleAndId = person.split(":", 2);
      district(
          "/v1/relationships",
          "{\"learner\":\"S-1001\",\"person\":\"%s\",\"role\":\"%s\"}"
              .formatted(roleAndId[1], roleAndId[0]));
    }
    district("/v1/groups", "{\"learner\":\"S-1001\",\"group\":\"class-6b\"}");
  }

  @Test
  @Order(2)
  void each_does_for_her_what_is_theirs_to_do() throws Exception {
    created(
        LEARNER,
        "goals",
        """
        {"id":"g-1","statement":"Explain ratios to a friend","horizon":"short",
         "competencies":["6.RP.A.1"],"targetDate":"2026-06-30"}
        """);
    created(
        LEARNER,
        "choices",
        "{\"id\":\"x-1\",\"pathway\":\"math-6\",\"stage\":\"ratios\",\"competencies\":[\"6.RP.A.1\"]}");
    created(GUARDIAN, "profile", "{\"id\":\"p-1\",\"interests\":[\"astronomy\"]}");
    created(
        LEARNER,
        "profile",
        """
        {"id":"p-3","strengths":["asks"],"needs":["time"],"motivations":["a telescope"],
         "goalOrientation":"mastery-approach"}
        """);
    created(
        MENTOR,
        "check-ins",
        """
        {"id":"c-1","at":"2026-03-09T09:00:00Z","with":{"person":"M-1","role":"mentor"},
         "goals":["g-1"]}
        """);
    created(MENTOR, "check-ins/c-1/conclude", "{\"result\":\"held\"}");

    refused(GUARDIAN, "goals/g-1/abandon", "{\"reason\":\"too long\"}");
    refused(TEACHER, "reflections", "{\"id\":\"r-1\",\"text\":\"she is glad\"}");
    refused(
        "teacher:T-8", "feedback", "{\"id\":\"f-0\",\"competency\":\"6.RP.A.1\",\"text\":\"hm\"}");
    refused("learner:S-1002", "profile", "{\"id\":\"p-2\",\"strengths\":[\"none\"]}");
  }

  @Test
  @Order(3)
  void a_goal_is_achieved_by_what_she_shows_and_opened_again_by_what_she_does_not()
      throws Exception {
    JsonNode first = evidence("1", "0.9");
    JsonNode second = evidence("2", "0.9");
    JsonNode third = evidence("3", "0.1");

    assertThat(first.get("consequences")).isEmpty();
    assertThat(types(second))
        .containsExactly("CompetencyMastered", "GoalAchieved", "StageCompleted", "LearnerAdvanced");
    assertThat(types(third))
        .containsExactly("MasteryWithdrawn", "GoalReopened", "StagePlacedUnderReview");
    assertThat(third.at("/consequences/1/goal").asString()).isEqualTo("g-1");
  }

  @Test
  @Order(4)
  void she_asks_is_answered_and_reflects() throws Exception {
    created(
        LEARNER,
        "feedback-requests",
        "{\"id\":\"q-1\",\"evidence\":\"lms:3\",\"question\":\"what went wrong?\"}");
    created(
        TEACHER,
        "feedback",
        """
        {"id":"f-1","evidence":"lms:3","text":"Part and whole are mixed up.",
         "nextSteps":["Draw it first."],"request":"q-1"}
        """);
    created(
        LEARNER,
        "reflections",
        """
        {"id":"r-1","prompt":"What next?","text":"I will draw it.","evidence":["lms:3"],
         "goals":["g-1"]}
        """);
    JsonNode last =
        created(
            LEARNER,
            "portfolio",
            "{\"id\":\"s-1\",\"evidence\":\"lms:2\",\"caption\":\"my best\"}");

    JsonNode portfolio = read("portfolio", last);
    assertThat(portfolio.get("people")).hasSize(3);
    assertThat(portfolio.at("/groups/0").asString()).isEqualTo("class-6b");
    assertThat(portfolio.at("/pieces/0/artifacts/0/title").asString()).isEqualTo("drawing 2");
    assertThat(portfolio.at("/pieces/0/competency/statement").asString())
        .isEqualTo("Understand ratios");
    assertThat(portfolio.at("/feedback/0/nextSteps/0").asString()).isEqualTo("Draw it first.");
    assertThat(portfolio.at("/feedback/0/author/id").asString()).isEqualTo("T-7");
    assertThat(Duration.parse(portfolio.at("/feedback/0/waited").asString())).isPositive();
    assertThat(portfolio.at("/requests/0/answeredAt"))
        .isEqualTo(portfolio.at("/feedback/0/givenAt"));
    assertThat(portfolio.at("/checkIns/0/status").asString()).isEqualTo("held");
    assertThat(portfolio.at("/reflections/0/prompt").asString()).isEqualTo("What next?");
    assertThat(portfolio.at("/reflections/0/links/goals").toString()).isEqualTo("[\"g-1\"]");
    assertThat(portfolio.at("/choices/0/chosen/0/code").asString()).isEqualTo("6.RP.A.1");
    assertThat(portfolio.get("profile").toString())
        .isEqualTo(
            "{\"strengths\":[\"asks\"],\"needs\":[\"time\"],\"interests\":[\"astronomy\"],"
                + "\"motivations\":[\"a telescope\"],\"goalOrientation\":\"mastery-approach\","
                + "\"preferences\":null}");
    JsonNode progress = read("progress", last);
    assertThat(progress.at("/goals/0/status").asString()).isEqualTo("open");
    assertThat(progress.get("nextSteps").toString())
        .isEqualTo(
            "[{\"competency\":\"11111111-1111-4111-8111-111111111111\",\"code\":\"6.RP.A.1\","
                + "\"statement\":\"Understand ratios\",\"level\":null,\"pathway\":\"math-6\",\"stage\":\"ratios\","
                + "\"lockedBy\":[],\"goals\":[\"g-1\"]}]");
  }

  @Test
  @Order(5)
  void an_auditor_sees_who_said_what_and_the_same_state() throws Exception {
    HttpResponse<String> history = get("auditor", HERS + "history");

    assertThat(authors(history, "FeedbackGiven")).containsExactly(TEACHER);
    assertThat(authors(history, "ProfileChanged")).containsExactly(GUARDIAN, LEARNER);
    assertThat(authors(history, "ChoiceMade")).containsExactly(LEARNER);
    JsonNode state = Calls.json(get("auditor", HERS + "state"));
    JsonNode progress = Calls.json(get("reporting", HERS + "progress"));
    assertThat(state.get("goals")).isEqualTo(progress.get("goals"));
    assertThat(state.get("nextSteps")).isEqualTo(progress.get("nextSteps"));
  }

  /** Who wrote what is of one type, by the entry and by the call. */
  private static List<String> authors(HttpResponse<String> history, String type) {
    return history
        .body()
        .lines()
        .map(JsonMapper.shared()::readTree)
        .filter(line -> line.get("type").asString().equals(type))
        .map(line -> {
          JsonNode author = line.at("/data/author");
          String person = author.get("role").asString() + ":" + author.get("id").asString();
          assertThat(line.at("/metadata/onBehalfOf").asString()).isEqualTo(person);
          return person;
        })
        .toList();
  }

  private void district(String path, String body) throws Exception {
    HttpResponse<String> answer = calls.send("district-sis", "POST", path, JSON, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  private JsonNode created(String person, String path, String body) throws Exception {
    HttpResponse<String> answer = calls.postAs(person, HERS + path, body);
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(201);
    return Calls.json(answer);
  }

  private void refused(String person, String path, String body) throws Exception {
    HttpResponse<String> answer = calls.postAs(person, HERS + path, body);
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(403);
    assertThat(Calls.json(answer).get("type").asString()).isEqualTo("/problems/may-not-act");
  }

  private JsonNode evidence(String id, String score) throws Exception {
    HttpResponse<String> answer =
        calls.send(
            "district-sis",
            "POST",
            "/v1/evidence",
            JSON,
            """
            {"id":"lms:%s","learner":"S-1001","competency":"6.RP.A.1","score":{"scaled":%s},
             "occurredAt":"2026-03-0%sT10:00:00Z",
             "artifacts":[{"uri":"https://example.org/drawings/%s","title":"drawing %s"}]}
            """
                .formatted(id, score, id, id, id));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Calls.json(answer);
  }

  private JsonNode read(String what, JsonNode write) throws Exception {
    HttpResponse<String> answer =
        get("reporting", HERS + what + "?minPosition=" + write.get("position").asLong());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Calls.json(answer);
  }

  private HttpResponse<String> get(String client, String path) throws Exception {
    return calls.send("GET", path, calls.token(client));
  }

  private static List<String> types(JsonNode answer) {
    return StreamSupport.stream(answer.get("consequences").spliterator(), false)
        .map(consequence -> consequence.get("type").asString())
        .toList();
  }
}
