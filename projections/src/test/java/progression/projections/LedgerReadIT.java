package progression.projections;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;
import progression.agency.Goal;
import progression.event.FrameworkPublished;
import progression.event.FrameworkPublished.Competency;
import progression.event.GoalSet;
import progression.event.LearnerEnrolled;
import progression.event.LearnerEvent;
import progression.event.PathwayPublished;
import progression.event.PathwayStarted;
import progression.kernel.CompetencyId;
import progression.kernel.EntryId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.kernel.PathwayId;
import progression.kernel.PolicyId;
import progression.mastery.Policy.Prerequisites;
import progression.mastery.Verdict.Status;
import progression.pathway.Pathway;
import progression.pathway.Requirement;
import progression.relay.Relay;
import tools.jackson.databind.JsonNode;

/** What is read of the ledger itself: history, what was known then, and why. */
class LedgerReadIT {

  private static final String DISTRICT = TestStack.newDistrict();
  private static final String OTHER = TestStack.newDistrict();
  private static final CompetencyId SKETCH = new CompetencyId("c-sketch");
  private static final PathwayId ART_6 = new PathwayId("art-6");
  private static final FrameworkPublished ART =
      new FrameworkPublished(
          new FrameworkId("art"),
          1,
          "Art",
          "1.0",
          List.of(new Competency(SKETCH, "A.1", "Sketch what you see")),
          List.of(),
          "0a",
          "{}");
  private static final TestLedger LEDGER = new TestLedger(DISTRICT, TestStack.ledgers());
  private static final Relay RELAY = LEDGER.relay(TestStack.topic());
  private static final TestServer SERVER = new TestServer(List.of(DISTRICT, OTHER));

  @BeforeAll
  static void start() {
    RELAY.start();
    SERVER.start();
    LEDGER.append(
        Story.framework(1),
        Story.pathway(),
        Story.policy(new PolicyId("of-rates"), 1, Prerequisites.STRICT, Story.RATES));
  }

  @AfterAll
  static void stop() {
    SERVER.close();
    RELAY.close();
    LEDGER.close();
  }

  @Test
  void the_ledger_replayed_is_the_projection() throws Exception {
    LEDGER.append(Story.enrolled("S-2"));
    LEDGER.append(Story.evidence("S-2", Story.RATIOS, 1, Status.NOT_YET, "0.123456789"));
    LEDGER.append(Story.mastersRatios("S-2"));
    LEDGER.append(Story.losesRatios("S-2"));
    LEDGER.append(OwnRecord.goal("S-2"));
    LEDGER.append(OwnRecord.of("S-2"));
    LEDGER.append(Story.mastersRatios("S-2"));
    LEDGER.append(Story.retracted("S-2", Story.RATIOS, 3));
    long position = LEDGER.append(Story.overridden("S-2", Story.RATES));
    String learner = "/v1/learners/S-2/";
    JsonNode progress = ok(learner + "progress?minPosition=" + position);
    JsonNode state = ok(learner + "state?asOf=" + progress.get("position").asLong());
    assertThat(state).isEqualTo(progress);
  }

  @Test
  void what_is_locked_is_told_before_the_work_and_the_same_in_the_state() throws Exception {
    LEDGER.append(Story.enrolled("S-24"));
    long position = LEDGER.append(OwnRecord.goal("S-24"));

    JsonNode progress = ok("/v1/learners/S-24/progress?minPosition=" + position);

    assertThat(progress.at("/nextSteps/0/lockedBy")).isEmpty();
    assertThat(progress.at("/nextSteps/1/competency").asString()).isEqualTo("c-rates");
    assertThat(progress.at("/nextSteps/1/lockedBy").toString()).isEqualTo("[\"c-ratios\"]");
    String state = "/v1/learners/S-24/state?asOf=" + progress.get("position").asLong();
    assertThat(ok(state)).isEqualTo(progress);
  }

  @Test
  void what_locks_a_goal_is_told_before_a_pathway_and_evidence() throws Exception {
    LEDGER.append(new LearnerEnrolled(new LearnerId("S-25")));
    long position = LEDGER.append(OwnRecord.goal("S-25"));
    JsonNode steps = stepsAsInTheState("S-25", position);
    assertThat(steps.at("/0/code").asString()).isEqualTo("6.RP.A.1");
    assertThat(steps.at("/1/lockedBy").toString()).isEqualTo("[\"c-ratios\"]");
  }

  @Test
  void what_locks_a_goal_is_told_off_her_pathway_too() throws Exception {
    LEDGER.append(ART, artPathway());
    LEDGER.append(startsArt("S-26"));
    long position = LEDGER.append(goal("S-26", List.of(Story.RATES), null));
    assertRatesAreLocked(stepsAsInTheState("S-26", position));

    LEDGER.append(startsArt("S-27"));
    Requirement left = new Requirement.Mastered(Story.RATES);
    position =
        LEDGER.append(goal("S-27", List.of(), new Goal.StageAim(Story.MATH_6, 1, "rates", left)));
    assertRatesAreLocked(stepsAsInTheState("S-27", position));
  }

  private static void assertRatesAreLocked(JsonNode steps) {
    assertThat(steps).hasSize(2);
    assertThat(steps.at("/0/code").asString()).isEqualTo("A.1");
    assertThat(steps.at("/1/competency").asString()).isEqualTo("c-rates");
    assertThat(steps.at("/1/code").asString()).isEqualTo("6.RP.A.2");
    assertThat(steps.at("/1/lockedBy").toString()).isEqualTo("[\"c-ratios\"]");
  }

  private static JsonNode stepsAsInTheState(String learner, long position) throws Exception {
    String path = "/v1/learners/" + learner;
    JsonNode progress = ok(path + "/progress?minPosition=" + position);
    JsonNode state = ok(path + "/state?asOf=" + progress.get("position").asLong());
    assertThat(state).isEqualTo(progress);
    return progress.get("nextSteps");
  }

  private static PathwayPublished artPathway() {
    Requirement sketch = new Requirement.Mastered(SKETCH);
    return new PathwayPublished(
        ART_6,
        1,
        ART.framework(),
        new Pathway(
            "Art 6", ART.framework(), List.of(new Pathway.Stage("sketch", "Sketch", sketch))));
  }

  private static List<LearnerEvent> startsArt(String learner) {
    LearnerId id = new LearnerId(learner);
    return List.of(new LearnerEnrolled(id), new PathwayStarted(id, ART_6, 1, "sketch"));
  }

  private static GoalSet goal(
      String learner, List<CompetencyId> competencies, Goal.@Nullable StageAim stage) {
    return new GoalSet(
        new LearnerId(learner),
        new EntryId("g-1"),
        new Goal("get there", Goal.Horizon.LONG, competencies, stage, null, null),
        OwnRecord.TEACHER);
  }

  @Test
  void what_was_known_then_is_answered_as_of_then() throws Exception {
    long enrolled = LEDGER.append(Story.enrolled("S-3"));
    LEDGER.append(Story.evidence("S-3", Story.RATIOS, 1, Status.NOT_YET, "0.5"));
    Instant then = LEDGER.reader().at(enrolled + 1).orElseThrow().committedAt();
    LEDGER.append(Story.mastersRatios("S-3"));
    String state = "/v1/learners/S-3/state?asOf=";
    assertThat(ok(state + enrolled).get("competencies")).isEmpty();
    assertThat(status(ok(state + (enrolled + 1)))).isEqualTo("not-yet");
    assertThat(status(ok(state + then))).isEqualTo("not-yet");
    assertThat(status(ok("/v1/learners/S-3/state"))).isEqualTo("mastered");
    assertThat(get(DISTRICT, state + (enrolled - 2)).getStatus()).isEqualTo(404);
  }

  @Test
  void why_a_verdict_is_what_it_is_is_told_as_of_then() throws Exception {
    long enrolled = LEDGER.append(Story.enrolled("S-22"));
    LEDGER.append(Story.mastersRatios("S-22"));
    String question = "/v1/learners/S-22/competencies/6.RP.A.1/explanation";
    assertThat(ok(question + "?asOf=" + enrolled).get("status").asString())
        .isEqualTo("not-started");
    JsonNode now = ok(question);
    assertThat(now.get("status").asString()).isEqualTo("mastered");
    assertThat(now.get("basis").asString()).isEqualTo("demonstrated");
    assertThat(now.get("position").asLong()).isGreaterThan(enrolled);
    assertThat(now.get("sentence").asString())
        .startsWith("6.RP.A.1 “Understand ratios” is mastered. No policy");
    TestServer.assertProblem(
        get(DISTRICT, question + "?asOf=" + (enrolled - 2)), 404, "unknown-learner");
    TestServer.assertProblem(
        get(DISTRICT, "/v1/learners/S-22/competencies/9/explanation"), 404, "unknown-competency");
    TestServer.assertProblem(get(OTHER, question), 404, "unknown-learner");
  }

  @Test
  void what_was_shown_or_vouched_for_is_explained_when_no_version_has_it_any_more()
      throws Exception {
    CompetencyId shown = new CompetencyId("c-shown");
    CompetencyId vouchedFor = new CompetencyId("c-vouched-for");
    LEDGER.append(
        former(
            1,
            new Competency(shown, "F.1", "Was shown"),
            new Competency(vouchedFor, "F.2", "Was vouched for")));
    LEDGER.append(Story.enrolled("S-23"));
    LEDGER.append(Story.evidence("S-23", shown, 1, Status.NOT_YET, "0.5"));
    long before = LEDGER.append(Story.overridden("S-23", vouchedFor));
    LEDGER.append(former(2));
    String competencies = "/v1/learners/S-23/competencies/";

    JsonNode now = ok(competencies + "c-shown/explanation");

    assertThat(now.get("status").asString()).isEqualTo("not-yet");
    assertThat(now.path("code").asString("none")).isEqualTo("none");
    for (String asOf : List.of("", "?asOf=" + before)) {
      assertThat(ok(competencies + "F.2/explanation" + asOf).get("status").asString())
          .isEqualTo("overridden");
    }
  }

  private static FrameworkPublished former(int version, Competency... competencies) {
    return former("former", version, competencies);
  }

  private static FrameworkPublished former(
      String framework, int version, Competency... competencies) {
    return new FrameworkPublished(
        new FrameworkId(framework),
        version,
        "Former",
        "1.0",
        List.of(competencies),
        List.of(),
        "00" + version,
        "{}");
  }

  @Test
  void a_history_tells_every_event_as_it_was_recorded() throws Exception {
    long enrolled = LEDGER.append(Story.enrolled("S-9"));
    LEDGER.append(Story.evidence("S-9", Story.RATIOS, 1, Status.NOT_YET, "0.5"));
    LEDGER.append(Story.mastersRatios("S-9"));
    List<JsonNode> all = lines("/v1/learners/S-9/history");
    assertThat(all)
        .extracting(line -> line.get("type").asString())
        .containsExactly(
            "LearnerEnrolled",
            "PathwayStarted",
            "EvidenceRecorded",
            "EvidenceRecorded",
            "CompetencyMastered",
            "StageCompleted",
            "LearnerAdvanced");
    JsonNode first = all.getFirst();
    var stored = LEDGER.reader().at(enrolled - 1).orElseThrow();
    assertThat(first.propertyNames())
        .containsExactly(
            "position",
            "id",
            "type",
            "version",
            "time",
            "committedAt",
            "tags",
            "metadata",
            "data",
            "hash");
    assertThat(first.get("data").get("learner").asString()).isEqualTo("S-9");
    assertThat(first.get("tags").get(0).asString()).isEqualTo("learner=S-9");
    assertThat(first.get("id").asString()).isEqualTo(stored.id().toString());
    assertThat(lines("/v1/learners/S-9/history?after=" + enrolled)).hasSize(5);
    assertThat(lines("/v1/learners/S-9/history?asOf=" + enrolled)).hasSize(2);
  }

  @Test
  void the_end_of_the_ledger_can_be_asked_for() throws Exception {
    try (TestLedger empty = new TestLedger(TestStack.newDistrict(), TestStack.ledgers())) {
      assertThat(empty.reader().head().position()).isEqualTo(-1);
    }
    JsonNode head = ok("/v1/ledger");
    assertThat(head.get("size").asLong()).isEqualTo(head.get("position").asLong() + 1);
    assertThat(head.get("hash").asString()).hasSize(64);
  }

  @Test
  void a_trail_by_a_code_is_the_trail_by_its_identifier_as_long_as_it_ever_had_it()
      throws Exception {
    CompetencyId renamed = new CompetencyId("c-renamed");
    LEDGER.append(former("coded", 1, new Competency(renamed, "R.1", "Is renamed")));
    LEDGER.append(former("coded", 2, new Competency(renamed, "R.2", "Is renamed")));
    LEDGER.append(Story.enrolled("S-28"));
    long position = LEDGER.append(Story.evidence("S-28", renamed, 1, Status.NOT_YET, "0.5"));
    String trail = "/v1/audit-trail?minPosition=" + position + "&competency=";
    JsonNode byIdentifier = ok(trail + "c-renamed").get("items");
    assertThat(byIdentifier).hasSize(1);
    for (String code : List.of("R.1", "R.2")) {
      assertThat(ok(trail + code).get("items")).as(code).isEqualTo(byIdentifier);
    }
    assertThat(ok(trail + "R.3").get("items")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/learners/S-1/state?asOf=",
        "/v1/learners/S-1/history?asOf=",
        "/v1/learners/S-1/competencies/6.RP.A.1/explanation?asOf=",
        "/v1/learners/S-1/pacing?at=",
        "/v1/groups/class-6a/pacing?at=",
        "/v1/groups/class-6a/dashboard?at=",
        "/v1/audit-trail?from=",
        "/v1/audit-trail?to=",
        "/v1/reports/goals/export?asOf="
      })
  void a_time_far_away_is_refused(String question) throws Exception {
    for (String time :
        List.of(
            "-999999999-01-01T00:00:00Z",
            "%2B999999999-12-31T23:59:59Z",
            "%2B294277-01-01T00:00:00Z",
            "1899-12-31T23:59:59.999Z",
            "3000-01-01T00:00:00Z")) {
      MockHttpServletResponse refused = get(DISTRICT, question + time);
      TestServer.assertProblem(refused, 400, "invalid-parameter");
      assertThat(refused.getContentAsString()).contains("between the years 1900 and 2999");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/learners/S-1/state?asOf=",
        "/v1/learners/S-1/history?asOf=",
        "/v1/learners/S-1/history?after=",
        "/v1/learners/S-1/competencies/6.RP.A.1/explanation?asOf=",
        "/v1/learners/S-1/competencies/6.RP.A.1/criteria?minPosition=",
        "/v1/learners/S-1/progress?minPosition=",
        "/v1/learners/S-1/transcript?minPosition=",
        "/v1/learners/S-1/portfolio?minPosition=",
        "/v1/learners/S-1/pacing?minPosition=",
        "/v1/groups/class-6a/pacing?minPosition=",
        "/v1/groups/class-6a/dashboard?minPosition=",
        "/v1/dashboard?minPosition=",
        "/v1/audit-trail?minPosition=",
        "/v1/reports/goals?minPosition=",
        "/v1/reports/goals/export?minPosition=",
        "/v1/reports/goals/export?asOf="
      })
  void a_position_before_everything_is_refused(String question) throws Exception {
    MockHttpServletResponse refused = get(DISTRICT, question + "-2");
    TestServer.assertProblem(refused, 400, "invalid-parameter");
    assertThat(refused.getContentAsString()).contains("negative");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/audit-trail?bogus=1",
        "/v1/audit-trail?learner=S-1&learner=S-2",
        "/v1/learners/S-1/progress?asOf=1",
        "/v1/learners/S-1/state?asOf=1&asOf=2",
        "/v1/reports/goals?learner=S-1&learner=S-2",
        "/v1/reports/goals/export?learner=S-1&learner=S-2",
        "/v1/reports/goals/export?limit=2"
      })
  void what_is_not_known_or_said_twice_is_refused(String question) throws Exception {
    TestServer.assertProblem(get(DISTRICT, question), 400, "invalid-parameter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/ledger", "/v1/audit-trail", "/v1/reports"})
  void whoever_asks_for_a_person_says_who_that_is(String question) throws Exception {
    Map<String, String> person = Map.of("Progression-On-Behalf-Of", "teacher:T-7");
    assertThat(SERVER.get(DISTRICT, URI.create(question), person).getStatus()).isEqualTo(200);
    Map<String, String> nobody = Map.of("Progression-On-Behalf-Of", "garbage");
    MockHttpServletResponse refused = SERVER.get(DISTRICT, URI.create(question), nobody);
    TestServer.assertProblem(refused, 400, "invalid-header");
    assertThat(TestServer.json(refused).get("header").asString())
        .isEqualTo("Progression-On-Behalf-Of");
  }

  private static String status(JsonNode progress) {
    return progress.get("competencies").get(0).get("status").asString();
  }

  private static JsonNode ok(String path) throws Exception {
    return SERVER.ok(DISTRICT, path);
  }

  private static List<JsonNode> lines(String path) throws Exception {
    return SERVER
        .get(DISTRICT, URI.create(path), Map.of())
        .getContentAsString()
        .lines()
        .map(TestServer.JSON::readTree)
        .toList();
  }

  private static MockHttpServletResponse get(String district, String path) throws Exception {
    return SERVER.get(district, URI.create(path), Map.of());
  }
}
