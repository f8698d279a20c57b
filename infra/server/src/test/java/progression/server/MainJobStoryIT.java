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
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The main job as each kind of user does it: the district's system, the reporting team, the auditor
 * and another district, through HTTP, PostgreSQL and Kafka.
 */
@DirtiesContext
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "progression.data-dir=target/main-job-story")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobStoryIT {

  static {
    FileSystemUtils.deleteRecursively(new File("target/main-job-story")); // Of an earlier run.
  }

  private static final String JSON = "application/json";
  private static final String LINES = "application/x-ndjson";
  private static final String RATIOS = "11111111-1111-4111-8111-111111111111";
  private static final String RATES = "22222222-2222-4222-8222-222222222222";

  private static final String FRAMEWORK =
      """
      {"CFDocument":{"identifier":"33333333-3333-4333-8333-333333333333",
         "uri":"https://example.org/documents/3","creator":"A made-up district",
         "title":"Math","lastChangeDateTime":"2026-01-01T00:00:00+00:00",
         "CFPackageURI":{"title":"Math","identifier":"44444444-4444-4444-8444-444444444444",
           "uri":"https://example.org/packages/4"},
         "ourOwnField":{"kept":true}},
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
      {"title":"three in a row","appliesTo":{"framework":"math"},"scale":{"min":0,"max":1},
       "method":{"type":"consecutive","n":3},"threshold":0.8,"regression":"sticky"}
      """;

  private static final String PATHWAY =
      """
      {"title":"Math 6","framework":"math","stages":[
        {"id":"ratios","title":"Ratios","requirement":{"all":[{"mastered":"6.RP.A.1"}]}},
        {"id":"rates","title":"Rates","requirement":{"atLeast":1,"of":[{"mastered":"6.RP.A.2"}]}}]}
      """;

  @LocalServerPort int port;

  private Calls calls = new Calls(0);

  @BeforeEach
  void connect() {
    calls = new Calls(port);
  }

  @Test
  @Order(1)
  void a_district_publishes_adopts_and_enrolls() throws Exception {
    assertThat(put("/v1/frameworks/math", FRAMEWORK)).isEqualTo(201);
    assertThat(put("/v1/frameworks/math", FRAMEWORK)).isEqualTo(200);
    assertThat(put("/v1/policies/three-in-a-row", POLICY)).isEqualTo(201);
    assertThat(put("/v1/pathways/math-6", PATHWAY)).isEqualTo(201);
    HttpResponse<String> enrolled =
        post("/v1/learners", "{\"learner\":\"S/1 é\",\"pathways\":[\"math-6\"]}");
    assertThat(enrolled.statusCode()).as(enrolled.body()).isEqualTo(201);

    JsonNode progress = read("reporting", "/v1/learners/S%2F1%20%C3%A9/progress", enrolled);
    assertThat(progress.get("competencies")).isEmpty();
    assertThat(stages(progress)).containsExactly("ratios current", "rates not-started");
    JsonNode criteria =
        read("reporting", "/v1/learners/S%2F1%20%C3%A9/competencies/6.RP.A.1/criteria", enrolled);
    assertThat(criteria.get("policy").get("policy").asString()).isEqualTo("three-in-a-row@1");
    assertThat(criteria.get("sentence").asString()).startsWith("The last 3 scores all reach 0.8");
  }

  @Test
  @Order(2)
  void each_piece_of_evidence_is_answered_with_what_it_led_to() throws Exception {
    JsonNode first = recorded(evidence("1", "6.RP.A.1", "0.9"));
    assertThat(first.get("verdict").get("status").asString()).isEqualTo("not-yet");
    assertThat(first.get("consequences")).isEmpty();
    recorded(evidence("2", RATIOS, "0.8"));

    JsonNode third = recorded(evidence("3", "6.RP.A.1", "1"));

    JsonNode verdict = third.get("verdict");
    assertThat(verdict.get("status").asString()).isEqualTo("mastered");
    assertThat(verdict.get("competency").asString()).isEqualTo("6.RP.A.1");
    assertThat(verdict.get("policy").asString()).isEqualTo("three-in-a-row@1");
    assertThat(verdict.get("reason").asString()).isNotBlank();
    assertThat(elements(third.get("consequences")).map(step -> step.get("type").asString()))
        .containsExactly("CompetencyMastered", "StageCompleted", "LearnerAdvanced");
    HttpResponse<String> again = post("/v1/evidence", evidence("3", "6.RP.A.1", "1.0"));
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(Calls.json(again)).isEqualTo(third);
    HttpResponse<String> other = post("/v1/evidence", evidence("3", "6.RP.A.1", "0.1"));
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(Calls.json(other).get("type").asString()).endsWith("/evidence-conflict");
  }

  @Test
  @Order(3)
  void reporting_sees_it_as_soon_as_it_asks_for_it() throws Exception {
    HttpResponse<String> last = post("/v1/evidence", evidence("4", RATES, "0.5"));

    JsonNode progress = read("reporting", "/v1/learners/S%2F1%20%C3%A9/progress", last);

    assertThat(progress.get("position").asLong()).isGreaterThanOrEqualTo(position(last));
    assertThat(elements(progress.get("competencies")).map(MainJobStoryIT::competency))
        .containsExactlyInAnyOrder("6.RP.A.1 mastered 3", "6.RP.A.2 not-yet 1");
    assertThat(elements(progress.get("competencies")).map(one -> one.get("reason").asString()))
        .contains(Calls.json(last).get("verdict").get("reason").asString());
    assertThat(stages(progress)).containsExactly("ratios completed", "rates current");
    JsonNode transcript = read("reporting", "/v1/learners/S%2F1%20%C3%A9/transcript", last);
    assertThat(transcript.toString()).contains("6.RP.A.1", "three-in-a-row", "lms:2");
  }

  @Test
  @Order(4)
  void an_auditor_replays_the_history_to_the_same_state() throws Exception {
    String learner = "/v1/learners/S%2F1%20%C3%A9";
    HttpResponse<String> history = get("auditor", learner + "/history");
    List<JsonNode> events = history.body().lines().map(JsonMapper.shared()::readTree).toList();

    assertThat(events.stream().map(event -> event.get("type").asString()))
        .containsExactly(
            "LearnerEnrolled",
            "PathwayStarted",
            "EvidenceRecorded",
            "EvidenceRecorded",
            "EvidenceRecorded",
            "CompetencyMastered",
            "StageCompleted",
            "LearnerAdvanced",
            "EvidenceRecorded");
    assertThat(events.getLast().get("metadata").get("client").asString()).isEqualTo("district-sis");
    JsonNode head = Calls.json(get("auditor", "/v1/ledger"));
    assertThat(head.get("position").asLong()).isEqualTo(events.getLast().get("position").asLong());
    assertThat(head.get("hash")).isEqualTo(events.getLast().get("hash"));
    assertThat(withoutPosition(get("auditor", learner + "/state")))
        .isEqualTo(withoutPosition(get("reporting", learner + "/progress")));
    long second = events.get(3).get("position").asLong();
    JsonNode then = Calls.json(get("auditor", learner + "/state?asOf=" + second));
    assertThat(elements(then.get("competencies")).map(MainJobStoryIT::competency))
        .containsExactly("6.RP.A.1 not-yet 2");
    String time = events.get(3).get("committedAt").asString();
    assertThat(Calls.json(get("auditor", learner + "/state?asOf=" + time)).get("competencies"))
        .isEqualTo(then.get("competencies"));
  }

  @Test
  @Order(5)
  void nobody_sees_another_district_or_more_than_their_scope() throws Exception {
    String progress = "/v1/learners/S%2F1%20%C3%A9/progress";

    assertThat(get("reporting-2", progress).statusCode()).isEqualTo(404);
    assertThat(get("auditor-2", "/v1/learners/S%2F1%20%C3%A9/history").statusCode()).isEqualTo(404);
    assertThat(get("auditor", progress).statusCode()).isEqualTo(403);
    assertThat(calls.send("GET", progress, null).statusCode()).isEqualTo(401);
  }

  @Test
  @Order(6)
  void what_a_bulk_refuses_is_kept_and_can_be_mended() throws Exception {
    String lines =
        String.join(
            "\n",
            evidence("10", "6.RP.A.2", "1").replace("\n", ""),
            "{\"id\":\"lms:11\",",
            evidence("12", "6.RP.A.9", "1").replace("\n", ""),
            evidence("13", "6.RP.A.2", "1").replace("\n", ""));

    HttpResponse<String> bulk =
        calls.send("district-sis", "POST", "/v1/evidence/bulk", LINES, lines);

    assertThat(bulk.statusCode()).isEqualTo(200);
    List<JsonNode> results = bulk.body().lines().map(JsonMapper.shared()::readTree).toList();
    assertThat(results.stream().limit(4).map(line -> line.get("status").asString()))
        .containsExactly("recorded", "rejected", "rejected", "recorded");
    assertThat(results.getLast().get("summary").toString())
        .isEqualTo("{\"lines\":4,\"recorded\":2,\"duplicate\":0,\"rejected\":2}");
    JsonNode kept = Calls.json(get("district-sis", "/v1/evidence/rejected"));
    JsonNode unknown =
        elements(kept.get("items"))
            .filter(item -> item.get("line").asInt() == 3)
            .findFirst()
            .orElseThrow();
    HttpResponse<String> resent =
        post(
            "/v1/evidence/rejected/" + unknown.get("id").asString() + "/resend",
            evidence("12", "6.RP.A.2", "1"));
    assertThat(resent.statusCode()).as(resent.body()).isEqualTo(201);
    assertThat(Calls.json(resent).get("verdict").get("status").asString()).isEqualTo("mastered");
    assertThat(Calls.json(get("district-sis", "/v1/evidence/rejected")).get("items")).hasSize(1);
  }

  @Test
  @Order(7)
  void what_people_rule_shows_in_progress_transcript_and_replay() throws Exception {
    String learner = "/v1/learners/S%2F1%20%C3%A9";
    String ruling = "{\"id\":\"%s\",\"by\":\"T-9\",\"reason\":\"hers after all\"}";

    HttpResponse<String> retracted =
        post("/v1/evidence/lms:2/retract", ruling.formatted("sis:r-1"));

    assertThat(retracted.statusCode()).as(retracted.body()).isEqualTo(201);
    assertThat(elements(Calls.json(retracted).get("consequences")))
        .extracting(step -> step.get("type").asString())
        .containsExactly("MasteryWithdrawn", "StagePlacedUnderReview");
    JsonNode progress = read("reporting", learner + "/progress", retracted);
    assertThat(elements(progress.get("competencies")).map(MainJobStoryIT::competency))
        .contains("6.RP.A.1 withdrawn 2");
    assertThat(stages(progress)).containsExactly("ratios under-review", "rates completed");
    HttpResponse<String> back = post("/v1/evidence/lms:2/reinstate", ruling.formatted("sis:r-2"));
    JsonNode transcript = read("reporting", learner + "/transcript", back);
    assertThat(transcript.at("/mastered/0/basis").asString()).isEqualTo("re-demonstrated");
    assertThat(transcript.at("/withdrawn/0/cause/ruling").asString()).isEqualTo("sis:r-1");
    recorded(evidence("20", "6.RP.A.2", "1").replace("lms:20", "lms:group/20"));
    HttpResponse<String> ofAGroup =
        post("/v1/evidence/lms:group%2F20/retract", ruling.formatted("sis:r-1"));
    assertThat(ofAGroup.statusCode()).as(ofAGroup.body()).isEqualTo(201);
    HttpResponse<String> vouched =
        post(learner + "/competencies/6.RP.A.2/override", ruling.formatted("sis:r-3"));
    assertThat(vouched.statusCode()).as(vouched.body()).isEqualTo(201);
    read("reporting", learner + "/progress", vouched);
    assertThat(withoutPosition(get("auditor", learner + "/state")))
        .isEqualTo(withoutPosition(get("reporting", learner + "/progress")));
  }

  @Test
  @Order(8)
  void an_auditor_finds_what_came_of_a_request() throws Exception {
    calls.postAs(
        "staff:A-1",
        "/v1/relationships",
        "{\"learner\":\"S/1 é\",\"person\":\"T-7\",\"role\":\"teacher\"}");
    HttpResponse<String> answer =
        calls.postAs("teacher:T-7", "/v1/evidence", evidence("30", RATIOS, "0.9"));
    String request = answer.headers().firstValue("Correlation-Id").orElseThrow();
    String trail = "/v1/audit-trail?minPosition=" + position(answer);

    JsonNode page = Calls.json(get("auditor", trail + "&correlation=" + request));

    assertThat(page.get("position").asLong()).isGreaterThanOrEqualTo(position(answer));
    JsonNode entry = page.get("items").get(0);
    assertThat(entry.get("type").asString()).isEqualTo("EvidenceRecorded");
    assertThat(entry.get("learner").asString()).isEqualTo("S/1 é");
    assertThat(entry.get("competency").asString()).isEqualTo(RATIOS);
    assertThat(entry.get("onBehalfOf").asString()).isEqualTo("teacher:T-7");
    JsonNode audited =
        Calls.json(get("auditor", "/v1/audit-trail/" + entry.get("position").asLong()));
    assertThat(audited.get("entry")).isEqualTo(entry);
    assertThat(audited.at("/event/data/evidence/id").asString()).isEqualTo("lms:30");
    assertThat(audited.at("/event/hash").asString()).hasSize(64);
    assertThat(audited.get("sameCommand")).isEqualTo(page.get("items"));
    String recordedAt = entry.get("recordedAt").asString();
    assertThat(
            elements(
                Calls.json(get("auditor", trail + "&from=%1$s&to=%1$s".formatted(recordedAt)))
                    .get("items")))
        .contains(entry);
    assertThat(Calls.json(get("auditor", "/v1/audit-trail?type=Nothing")).get("items")).isEmpty();
    assertThat(get("auditor", "/v1/audit-trail/1000000").statusCode()).isEqualTo(404);
    assertThat(Calls.json(get("auditor-2", "/v1/audit-trail")).get("items")).isEmpty();
    assertThat(get("reporting", "/v1/audit-trail").statusCode()).isEqualTo(403);
  }

  private int put(String path, String body) throws Exception {
    HttpResponse<String> answer = calls.send("district-sis", "PUT", path, JSON, body);
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    return answer.statusCode();
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return calls.send("district-sis", "POST", path, JSON, body);
  }

  private HttpResponse<String> get(String client, String path) throws Exception {
    return calls.send("GET", path, calls.token(client));
  }

  private JsonNode recorded(String evidence) throws Exception {
    HttpResponse<String> answer = post("/v1/evidence", evidence);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Calls.json(answer);
  }

  /** Reads what reflects at least the write. */
  private JsonNode read(String client, String path, HttpResponse<String> write) throws Exception {
    HttpResponse<String> answer = get(client, path + "?minPosition=" + position(write));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Calls.json(answer);
  }

  private static long position(HttpResponse<String> write) {
    return Calls.json(write).get("position").asLong();
  }

  private static JsonNode withoutPosition(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode json = Calls.json(answer);
    ((ObjectNode) json).remove("position");
    return json;
  }

  private static String evidence(String id, String competency, String score) {
    return """
    {"id":"lms:%s","learner":"S/1 é","competency":"%s","kind":"assessment",
     "score":{"scaled":%s},"assessor":"T-7","setting":"classroom",
     "occurredAt":"2026-03-01T10:00:%02dZ"}
    """
        .formatted(id, competency, score, Integer.parseInt(id));
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static List<String> stages(JsonNode progress) {
    return elements(progress.get("stages"))
        .map(stage -> stage.get("stage").asString() + " " + stage.get("status").asString())
        .toList();
  }

  private static String competency(JsonNode one) {
    return "%s %s %d"
        .formatted(
            one.get("code").asString(), one.get("status").asString(), one.get("evidence").asInt());
  }
}
