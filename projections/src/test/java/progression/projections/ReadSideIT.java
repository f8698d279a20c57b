package progression.projections;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import progression.kernel.FrameworkId;
import progression.mastery.Verdict.Status;
import progression.relay.Relay;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole read side as its users meet it: from the ledger through Kafka to an answer. */
class ReadSideIT {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String DISTRICT = TestStack.newDistrict();
  private static final String OTHER = TestStack.newDistrict();
  private static final TestLedger LEDGER = new TestLedger(DISTRICT, TestStack.ledgers());
  private static final TestLedger OTHER_LEDGER = new TestLedger(OTHER, TestStack.ledgers());
  private static final Relay RELAY = LEDGER.relay(TestStack.topic());
  private static final Relay OTHER_RELAY = OTHER_LEDGER.relay(TestStack.topic());
  private static final TestServer SERVER = new TestServer(List.of(DISTRICT, OTHER));

  @BeforeAll
  static void start() {
    RELAY.start();
    OTHER_RELAY.start();
    SERVER.start();
    LEDGER.append(Story.framework(1), Story.pathway());
  }

  @AfterAll
  static void stop() {
    SERVER.close();
    RELAY.close();
    OTHER_RELAY.close();
    LEDGER.close();
    OTHER_LEDGER.close();
  }

  @Test
  void a_learner_s_progress_is_there_as_soon_as_it_was_written() throws Exception {
    LEDGER.append(Story.enrolled("S-1001"));
    LEDGER.append(Story.evidence("S-1001", Story.RATES, 1, Status.NOT_YET, "0.5"));
    long position = LEDGER.append(Story.mastersRatios("S-1001"));
    JsonNode progress = ok("/v1/learners/S-1001/progress?minPosition=" + position);
    assertThat(progress)
        .isEqualTo(
            JSON.readTree(
                """
                {"learner":"S-1001","position":%d,
                 "competencies":[
                  {"competency":"c-ratios","code":"6.RP.A.1",
                   "statement":"Understand ratios","framework":"math",
                   "status":"mastered","reason":"because","estimate":0.87,"evidence":1,
                   "lastEvidenceAt":"2026-03-03T10:00:00Z","since":"2026-03-03T10:00:00Z",
                   "levels":[],"goals":[]},
                  {"competency":"c-rates","code":"6.RP.A.2",
                   "statement":"Understand rates","framework":"math",
                   "status":"not-yet","reason":"because","estimate":0.50,"evidence":1,
                   "lastEvidenceAt":"2026-03-01T10:00:00Z","since":null,
                   "levels":[],"goals":[]}],
                 "stages":[
                  {"pathway":"math-6","stage":"ratios","status":"completed",
                   "weeks":null},
                  {"pathway":"math-6","stage":"rates","status":"current",
                   "weeks":null},
                  {"pathway":"math-6","stage":"more","status":"not-started",
                   "weeks":null}],
                 "goals":[],
                 "nextSteps":[
                  {"competency":"c-rates","code":"6.RP.A.2",
                   "statement":"Understand rates","level":null,
                   "pathway":"math-6","stage":"rates","lockedBy":[],"goals":[]}]}
                """
                    .formatted(progress.get("position").asLong())));
    assertThat(progress.get("position").asLong()).isGreaterThanOrEqualTo(position);
  }

  @Test
  void what_mastery_takes_is_told_before_the_work() throws Exception {
    long position = LEDGER.append(Story.enrolled("S-20"));
    String criteria = "/v1/learners/S-20/competencies/%s/criteria?minPosition=" + position;
    MockHttpServletResponse answer = get(DISTRICT, criteria.formatted("6.RP.A.2"));
    assertThat(answer.getStatus()).isEqualTo(200);
    JsonNode rates = JSON.readTree(answer.getContentAsString());
    assertThat(rates.get("competency").asString()).isEqualTo("c-rates");
    assertThat(rates.get("policy").isNull()).isTrue();
    assertThat(rates.get("prerequisites").get(0).get("code").asString()).isEqualTo("6.RP.A.1");
    assertThat(rates.get("position").asLong()).isGreaterThanOrEqualTo(position);
    assertThat(answer.getHeader("ETag")).isEqualTo("W/\"%s\"".formatted(rates.get("position")));
    assertThat(ok(criteria.formatted("c-rates") + "&framework=math")).isEqualTo(rates);
    TestServer.assertProblem(
        get(DISTRICT, criteria.formatted("6.RP.A.9")), 404, "unknown-competency");
    TestServer.assertProblem(
        get(DISTRICT, criteria.formatted("c-rates") + "&framework=art"), 404, "unknown-competency");
    TestServer.assertProblem(
        get(DISTRICT, criteria.formatted("c-rates") + "000000"), 400, "invalid-parameter");
    TestServer.assertProblem(
        get(DISTRICT, "/v1/learners/nobody/competencies/c-rates/criteria"), 404, "unknown-learner");
    TestServer.assertProblem(
        get(OTHER, "/v1/learners/S-20/competencies/c-rates/criteria"), 404, "unknown-learner");
  }

  @Test
  void a_code_of_several_frameworks_is_answered_with_their_names() throws Exception {
    OTHER_LEDGER.append(Story.enrolled("S-21"));
    OTHER_LEDGER.append(Story.framework(1), Story.framework(new FrameworkId("math-b"), 1));
    String criteria = "/v1/learners/S-21/competencies/6.RP.A.1/criteria";
    MockHttpServletResponse ambiguous = get(OTHER, criteria);
    TestServer.assertProblem(ambiguous, 422, "ambiguous-competency");
    assertThat(ambiguous.getContentAsString()).contains("math/c-ratios", "math-b/c-ratios");
    MockHttpServletResponse one = get(OTHER, criteria + "?framework=math-b");
    assertThat(JSON.readTree(one.getContentAsString()).get("framework").asString())
        .isEqualTo("math-b@1");
  }

  @Test
  void a_transcript_tells_what_was_mastered_and_what_was_withdrawn() throws Exception {
    LEDGER.append(Story.enrolled("S-4"));
    LEDGER.append(Story.mastersRatios("S-4"));
    long withdrawn = LEDGER.append(Story.losesRatios("S-4"));
    long again = LEDGER.append(Story.mastersRatios("S-4"));
    JsonNode before = ok("/v1/learners/S-4/transcript?minPosition=" + withdrawn);
    assertThat(before.get("withdrawn")).hasSize(1);
    JsonNode transcript = ok("/v1/learners/S-4/transcript?minPosition=" + again);
    JsonNode mastered = transcript.get("mastered").get(0);
    assertThat(mastered.get("policy").asString()).isEqualTo("three-in-a-row@3");
    assertThat(mastered.get("framework").asString()).isEqualTo("math@1");
    assertThat(mastered.get("since").asString()).isEqualTo("2026-03-03T10:00:00Z");
    assertThat(mastered.get("evidence").toString())
        .isEqualTo("[\"lms:S-4-c-ratios-1\",\"lms:S-4-c-ratios-3\"]");
    assertThat(transcript.at("/withdrawn/0/cause/evidence").asString())
        .isEqualTo("lms:S-4-c-ratios-2");
    assertThat(transcript.get("stages").get(0).get("status").asString()).isEqualTo("completed");
  }

  @Test
  void a_mastery_that_a_person_vouches_for_without_a_policy_is_on_the_transcript()
      throws Exception {
    LEDGER.append(Story.enrolled("S-23"));
    long position = LEDGER.append(Story.overriddenWithoutPolicy("S-23", Story.RATES));
    JsonNode mastered =
        ok("/v1/learners/S-23/transcript?minPosition=" + position).get("mastered").get(0);
    assertThat(mastered.get("basis").asString()).isEqualTo("overridden");
    assertThat(mastered.get("policy").isNull()).isTrue();
    assertThat(mastered.get("threshold").isNull()).isTrue();
    assertThat(mastered.get("reason").asString()).isEqualTo("A person vouches for the mastery.");
    assertThat(ok("/v1/learners/S-23/competencies/6.RP.A.2/explanation").get("sentence").asString())
        .contains("because a person decided so", "No policy applies to it");
  }

  @Test
  void another_district_s_learner_does_not_exist() throws Exception {
    long position = LEDGER.append(Story.enrolled("S-5"));
    var unused = ok("/v1/learners/S-5/progress?minPosition=" + position);
    for (String question : List.of("progress", "transcript", "portfolio", "state", "history")) {
      MockHttpServletResponse answer = get(OTHER, "/v1/learners/S-5/" + question);
      assertThat(answer.getStatus()).isEqualTo(404);
      assertThat(answer.getContentType()).isEqualTo("application/problem+json");
      assertThat(TestServer.json(answer).get("type").asString())
          .isEqualTo("/problems/unknown-learner");
    }
  }

  @Test
  void any_id_can_be_asked_for() throws Exception {
    for (String id : List.of("a/b", "100%", "Zoë Ünal", "学/;x=1", "a\\b")) {
      long position = LEDGER.append(Story.enrolled(id));
      URI path =
          URI.create("/v1/learners/%s/progress?minPosition=%d".formatted(encoded(id), position));
      MockHttpServletResponse answer = SERVER.get(DISTRICT, path, Map.of());
      assertThat(answer.getStatus()).isEqualTo(200);
      assertThat(TestServer.json(answer).get("learner").asString()).isEqualTo(id);
      URI history = URI.create("/v1/learners/%s/history".formatted(encoded(id)));
      assertThat(SERVER.get(DISTRICT, history, Map.of()).getContentAsString().lines()).hasSize(2);
    }
  }

  @Test
  void a_position_that_is_none_or_beyond_the_head_is_refused() throws Exception {
    LEDGER.append(Story.enrolled("S-6"));
    for (String value : List.of("1e3", "abc", "99999999", "")) {
      MockHttpServletResponse answer =
          get(DISTRICT, "/v1/learners/S-6/progress?minPosition=" + value);
      assertThat(answer.getStatus()).isEqualTo(400);
      assertThat(TestServer.json(answer).get("parameter").asString()).isEqualTo("minPosition");
    }
    for (String value : List.of("yesterday", "99999999", "2026-03-01", "-1")) {
      MockHttpServletResponse answer = get(DISTRICT, "/v1/learners/S-6/state?asOf=" + value);
      assertThat(answer.getStatus()).isEqualTo(400);
      assertThat(TestServer.json(answer).get("parameter").asString()).isEqualTo("asOf");
    }
    MockHttpServletResponse answer = get(DISTRICT, "/v1/learners/S-6/history?after=x");
    assertThat(TestServer.json(answer).get("parameter").asString()).isEqualTo("after");
  }

  @Test
  void an_answer_that_is_known_already_is_not_sent_again() throws Exception {
    long position = OTHER_LEDGER.append(Story.enrolled("S-8"));
    String path = "/v1/learners/S-8/progress?minPosition=" + position;
    String tag = get(OTHER, path).getHeader("ETag");
    assertThat(tag).isEqualTo("W/\"" + position + "\"");
    assertThat(SERVER.get(OTHER, URI.create(path), Map.of("If-None-Match", tag)).getStatus())
        .isEqualTo(304);
  }

  private static JsonNode ok(String path) throws Exception {
    return SERVER.ok(DISTRICT, path);
  }

  private static MockHttpServletResponse get(String district, String path) throws Exception {
    return SERVER.get(district, URI.create(path), Map.of());
  }

  private static String encoded(String id) {
    return java.net.URLEncoder.encode(id, java.nio.charset.StandardCharsets.UTF_8)
        .replace("+", "%20");
  }
}
