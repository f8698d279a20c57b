package progression.projections;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.mastery.Verdict.Status;
import progression.projections.http.Cursor;
import progression.projections.runtime.Districts;
import progression.projections.runtime.Freshness;
import progression.projections.runtime.Projection;
import progression.projections.runtime.ProjectionRuntime;
import progression.relay.Relay;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole read side as its users meet it: from the ledger through Kafka to an answer. */
class ReadSideIT {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String DISTRICT = TestStack.newDistrict();
  private static final String OTHER = TestStack.newDistrict();
  private static final String SILENT = TestStack.newDistrict();
  private static final TestLedger LEDGER = new TestLedger(DISTRICT, TestStack.ledgers());
  private static final TestLedger OTHER_LEDGER = new TestLedger(OTHER, TestStack.ledgers());
  private static final TestLedger SILENT_LEDGER = new TestLedger(SILENT, TestStack.ledgers());
  private static final Relay RELAY = LEDGER.relay(TestStack.topic());
  private static final Relay OTHER_RELAY = OTHER_LEDGER.relay(TestStack.topic());
  private static final TestServer SERVER = new TestServer(List.of(DISTRICT, OTHER, SILENT));

  @BeforeAll
  static void start() {
    // Nobody relays this one: the feed reads what is there when it starts, and no more.
    SILENT_LEDGER.append(Story.enrolled("S-6"));
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
    SILENT_LEDGER.close();
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
  void a_projection_that_does_not_come_so_far_in_time_says_when_to_ask_again() throws Exception {
    await().atMost(30, SECONDS).until(() -> hasCaughtUp(SILENT));
    long position = SILENT_LEDGER.append(Story.enrolled("S-7"));
    MockHttpServletResponse answer =
        get(SILENT, "/v1/learners/S-7/progress?minPosition=" + position);
    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(answer.getHeader("Retry-After")).isEqualTo("1");
    Freshness freshness = SERVER.bean(Freshness.class);
    Freshness.State state = freshness.state("transcript", SILENT);
    assertThat(state.lag()).isEqualTo(2);
    assertThat(state.behind()).isPositive();
    assertThat(meter("lag.positions", SILENT)).isEqualTo(2);
    assertThat(meter("lag.seconds", SILENT)).isPositive();
    assertThat(meter("rebuild.position", SILENT)).isNaN();
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

  @Test
  void an_unreadable_event_shows_in_what_the_answer_reflects() throws Exception {
    long enrolled = LEDGER.append(Story.enrolled("S-10"));
    long unreadable = LEDGER.appendUnreadable(new LearnerId("S-10"));
    long other = LEDGER.append(Story.enrolled("S-11"));
    var unused = ok("/v1/learners/S-11/progress?minPosition=" + other);
    MockHttpServletResponse answer =
        get(DISTRICT, "/v1/learners/S-10/progress?minPosition=" + unreadable);
    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(ok("/v1/learners/S-10/progress").get("position").asLong()).isEqualTo(enrolled);
    JsonNode trail = ok("/v1/audit-trail?learner=S-10&minPosition=" + other);
    assertThat(trail.get("position").asLong()).isGreaterThanOrEqualTo(other);
    assertThat(trail.get("items").get(2).get("type").asString()).isEqualTo("EvidenceRecorded");
    assertThat(trail.get("items").get(2).get("position").asLong()).isEqualTo(unreadable);
    assertThat(ok("/v1/audit-trail?type=OfNoCatalog").get("items")).isEmpty();
  }

  @Test
  void what_cannot_be_read_keeps_nobody_waiting_where_it_is_not_read() throws Exception {
    LEDGER.append(Story.enrolled("S-16"));
    LEDGER.appendUnreadable(new LearnerId("S-16"));
    long behind = LEDGER.append(Story.mastersRatios("S-16"));
    assertThat(ok("/v1/learners/S-16/transcript?minPosition=" + behind).get("mastered")).hasSize(1);
    TestServer.assertProblem(
        get(DISTRICT, "/v1/learners/S-16/progress?minPosition=" + behind), 503, "not-yet");
  }

  @Test
  void what_could_not_be_applied_is_listed_and_dropped_with_a_reason() throws Exception {
    LEDGER.append(Story.enrolled("S-13"));
    long unreadable = LEDGER.appendUnreadable(new LearnerId("S-13"));
    long behind = LEDGER.append(Story.mastersRatios("S-13"));
    long other = LEDGER.append(Story.enrolled("S-14"));
    var unused = ok("/v1/learners/S-14/progress?minPosition=" + other);
    String parked = "/v1/projections/learnerprogress/parked";
    JsonNode page = ok(parkedBehind(unreadable - 1) + "&limit=1");
    assertThat(parkedBehind(unreadable)).endsWith(page.get("next").asString());
    assertThat(page.at("/items/0/learner").asString()).isEqualTo("S-13");
    assertThat(page.at("/items/0/type").asString()).isEqualTo("EvidenceRecorded");
    assertThat(projection("learnerprogress").get("parked").asDouble())
        .isEqualTo(meter("parked", DISTRICT));

    URI retry = URI.create("%s/%d/retry".formatted(parked, behind));
    URI drop = URI.create("%s/%d/drop?reason=sent%%20in%%20error".formatted(parked, unreadable));
    assertThat(TestServer.json(SERVER.post(DISTRICT, retry)).get("parked").asInt()).isEqualTo(5);
    TestServer.assertProblem(SERVER.post(OTHER, drop), 404, "not-found");
    TestServer.assertProblem(
        SERVER.post(DISTRICT, URI.create("%s/%d/drop".formatted(parked, unreadable))),
        400,
        "invalid-parameter");
    Map<String, String> nobody = Map.of("Progression-On-Behalf-Of", "garbage");
    TestServer.assertProblem(SERVER.post(DISTRICT, drop, nobody), 400, "invalid-header");
    Map<String, String> staff = Map.of("Progression-On-Behalf-Of", "staff:A-1");
    assertThat(TestServer.json(SERVER.post(DISTRICT, drop, staff)).get("applied").asInt())
        .isEqualTo(4);
    TestServer.assertProblem(SERVER.post(DISTRICT, drop), 404, "not-found");
    TestServer.assertProblem(get(DISTRICT, "/v1/projections/nothing/parked"), 404, "not-found");
    assertThat(ok("/v1/learners/S-13/progress?minPosition=" + behind).toString())
        .contains("\"status\":\"mastered\"");
    JsonNode dropped = ok(parkedBehind(unreadable - 1)).at("/items/0");
    assertThat(dropped.get("droppedReason").asString()).isEqualTo("sent in error");
    assertThat(dropped.get("droppedBy").asString()).isEqualTo("sis");
    assertThat(dropped.get("droppedOnBehalfOf").asString()).isEqualTo("staff:A-1");
  }

  private static String parkedBehind(long position) {
    String list = "projections/learnerprogress/parked";
    return "/v1/%s?cursor=%s".formatted(list, Cursor.behind(list, position).text());
  }

  @Test
  void what_nobody_has_mended_for_thirty_days_is_done_without() throws Exception {
    LEDGER.append(Story.enrolled("S-30"));
    long old = LEDGER.appendUnreadable(new LearnerId("S-30"));
    long young = LEDGER.appendUnreadable(new LearnerId("S-31"));
    SERVER.bean(Freshness.class).await("learnerprogress", DISTRICT, Long.toString(young));
    try (Connection connection = SERVER.bean(DataSource.class).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          update learnerprogress.parked_event
          set parked_at = now() - interval '30 days' + interval '1 minute' * (position - %d)
          where district = '%s' and position in (%d, %d)
          """
              .formatted(old, DISTRICT, old, young));
    }
    SERVER.beans(ScheduledTaskHolder.class).stream()
        .flatMap(holder -> holder.getScheduledTasks().stream())
        .filter(task -> task.toString().contains("ParkedExpiry"))
        .forEach(task -> task.getTask().getRunnable().run());
    JsonNode items = ok(parkedBehind(old - 1)).get("items");
    assertThat(items.get(0).get("droppedBy").asString()).isEqualTo("expiry");
    assertThat(items.get(1).get("droppedBy").isNull()).isTrue();
  }

  @Test
  void how_fresh_each_projection_is_can_be_asked_for() throws Exception {
    long position = LEDGER.append(Story.enrolled("S-15"));
    var unused = ok("/v1/learners/S-15/portfolio?minPosition=" + position);
    await().atMost(30, SECONDS).until(() -> projection("portfolio").get("lag").asLong() == 0);
    JsonNode portfolio = projection("portfolio");
    assertThat(portfolio.get("position").asLong()).isGreaterThanOrEqualTo(position);
    assertThat(portfolio.get("head")).isEqualTo(portfolio.get("position"));
    assertThat(portfolio.get("lagSeconds").asDouble()).isZero();
    assertThat(portfolio.get("rebuild").isNull()).isTrue();
  }

  @Test
  void tables_are_rebuilt_while_they_are_written_and_read() throws Exception {
    LEDGER.append(Story.enrolled("S-12"));
    LEDGER.append(Story.mastersRatios("S-12"));
    long position = LEDGER.append(Story.losesRatios("S-12"));
    String path = "/v1/learners/S-12/transcript?minPosition=" + position;
    JsonNode before = ok(path);
    List<Projection> projections = SERVER.beans(Projection.class);
    ProjectionRuntime rebuilding =
        new ProjectionRuntime(
            projections,
            SERVER.bean(DataSource.class),
            SERVER.bean(Districts.class),
            TestStack.topic(),
            SERVER.bean(Freshness.class),
            new ProjectionRuntime.Wish(
                projections.stream().map(Projection::name).collect(toSet()), false));
    rebuilding.start();
    long reached = -1;
    for (int n = 0; projections.stream().anyMatch(one -> isRebuilding(one.name())); n++) {
      LEDGER.append(Story.enrolled("S-12-" + n));
      JsonNode read = ok(path);
      assertThat(read.get("withdrawn")).isEqualTo(before.get("withdrawn"));
      assertThat(read.get("position").asLong()).isGreaterThanOrEqualTo(reached);
      reached = read.get("position").asLong();
    }
    rebuilding.stop();
    assertThat(reached).as("what was read meanwhile").isGreaterThanOrEqualTo(position);
    long later = LEDGER.append(Story.mastersRatios("S-12"));
    assertThat(ok("/v1/learners/S-12/transcript?minPosition=" + later).get("mastered")).hasSize(1);
  }

  /** Fails where the rebuilt rows were not the same. */
  private static boolean isRebuilding(String projection) {
    Freshness.Rebuilding rebuild =
        SERVER.bean(Freshness.class).state(projection, DISTRICT).rebuild();
    if (rebuild != null) {
      assertThat(rebuild.differing()).as(projection).isNull();
    }
    return rebuild != null;
  }

  private static JsonNode projection(String name) throws Exception {
    for (JsonNode one : ok("/v1/projections").get("items")) {
      if (one.get("projection").asString().equals(name)) {
        return one;
      }
    }
    throw new AssertionError("no projection " + name);
  }

  private static double meter(String name, String district) {
    return SERVER
        .bean(MeterRegistry.class)
        .get("progression.projection." + name)
        .tags("projection", "learnerprogress", "district", district)
        .gauge()
        .value();
  }

  private static boolean hasCaughtUp(String district) {
    Freshness freshness = SERVER.bean(Freshness.class);
    return freshness.state("learnerprogress", district).lag() == 0
        && freshness.state("transcript", district).behind().equals(Duration.ZERO);
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
