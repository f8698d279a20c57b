package progression.projections;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static progression.projections.Story.MATH;
import static progression.projections.Story.RATES;
import static progression.projections.Story.RATIOS;
import static progression.projections.TestServer.assertProblem;

import java.net.URI;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import progression.advice.Thresholds;
import progression.agency.Subject;
import progression.event.FeedbackGiven;
import progression.event.GroupMembershipEnded;
import progression.event.GroupMembershipStarted;
import progression.event.LearnerDescribed;
import progression.event.LearnerEnrolled;
import progression.event.PathwayPublished;
import progression.event.PathwayStarted;
import progression.event.ProgressionEvent;
import progression.event.ThresholdsSet;
import progression.kernel.EntryId;
import progression.kernel.FrameworkId;
import progression.kernel.GroupId;
import progression.kernel.LearnerId;
import progression.kernel.PathwayId;
import progression.mastery.Verdict.Status;
import progression.pathway.Pathway;
import progression.pathway.Requirement;
import progression.projections.http.Cursor;
import progression.relay.Relay;
import progression.roster.Description;
import tools.jackson.databind.JsonNode;

/** The dashboards as a teacher and a district meet them: from the ledger to an answer. */
class DashboardsIT {

  private static final String DASHBOARD = "/v1/groups/%s/dashboard?minPosition=%d";
  private static final TestLedger LEDGER =
      new TestLedger(TestStack.newDistrict(), TestStack.ledgers());
  private static final TestLedger OTHER =
      new TestLedger(TestStack.newDistrict(), TestStack.ledgers());
  private static final TestLedger LARGE =
      new TestLedger(TestStack.newDistrict(), TestStack.ledgers());
  private static final TestLedger MENDED =
      new TestLedger(TestStack.newDistrict(), TestStack.ledgers());
  private static final TestLedger SMALL =
      new TestLedger(TestStack.newDistrict(), TestStack.ledgers());
  private static final List<TestLedger> ALL = List.of(LEDGER, OTHER, LARGE, MENDED, SMALL);
  private static final List<Relay> RELAYS =
      ALL.stream().map(ledger -> ledger.relay(TestStack.topic())).toList();
  private static final TestServer SERVER =
      new TestServer(ALL.stream().map(TestLedger::district).toList());

  @BeforeAll
  static void start() {
    RELAYS.forEach(Relay::start);
    SERVER.start();
    ALL.forEach(ledger -> ledger.append(Story.framework(1), Story.pathway()));
  }

  @AfterAll
  static void stop() {
    SERVER.close();
    RELAYS.forEach(Relay::close);
    ALL.forEach(TestLedger::close);
  }

  @Test
  void a_teacher_sees_who_is_stuck_who_is_ready_and_whom_nobody_has_spoken_to() throws Exception {
    long position = classroom(LEDGER, "A");
    JsonNode now = ok(LEDGER, DASHBOARD.formatted("A", position));
    assertThat(entries(now)).containsExactly("A-1 stuck c-rates 3", "A-2 ready c-rates 1");
    assertThat(now.get("position").asLong()).isGreaterThanOrEqualTo(position);
    assertThat(now.get("members").asInt()).isEqualTo(3);
    assertThat(now.get("feedback").get("answered").asInt()).isEqualTo(1);
    assertThat(now.get("feedback").get("waiting").asInt()).isEqualTo(4);
    assertThat(now.get("feedback").get("medianDays").isNumber()).isTrue();
    JsonNode stuck = now.get("entries").get(0);
    assertThat(stuck.get("code").asString()).isEqualTo("6.RP.A.2");
    assertThat(stuck.get("threshold").asInt()).isEqualTo(3);
    assertThat(stuck.get("reason").asString())
        .isEqualTo(
            "3 pieces of evidence on 6.RP.A.2 “Understand rates” and no mastery; told from 3 on.");
    assertThat(stuck.get("statement").asString()).isEqualTo("Understand rates");
    assertThat(now.get("entries").get(1).get("reason").asString())
        .isEqualTo(
            "The one prerequisite of 6.RP.A.2 “Understand rates” is mastered, and nothing of it is"
                + " started.");

    String later =
        DASHBOARD.formatted("A", position) + "&at=" + Instant.now().plus(15, ChronoUnit.DAYS);
    assertThat(entries(ok(LEDGER, later)))
        .containsExactly(
            "A-1 stuck c-rates 3",
            "A-1 unanswered c-rates 15",
            "A-1 unanswered c-rates 15",
            "A-1 unanswered c-rates 15",
            "A-2 ready c-rates 1",
            "A-2 unanswered c-ratios 15");
    assertThat(entries(ok(LEDGER, later + "&rule=stuck"))).containsExactly("A-1 stuck c-rates 3");
    assertThat(entries(ok(LEDGER, later + "&competency=6.RP.A.1")))
        .containsExactly("A-2 unanswered c-ratios 15");
    assertThat(pages(later + "&limit=2")).isEqualTo(entries(ok(LEDGER, later)));
  }

  @Test
  void what_was_said_of_a_competency_answers_what_was_there_and_what_is_retracted_waits_for_nobody()
      throws Exception {
    LearnerId learner = new LearnerId("F-1");
    List<ProgressionEvent> events = new ArrayList<>(Story.enrolled("F-1"));
    events.add(new GroupMembershipStarted(learner, new GroupId("F")));
    events.add(Story.evidence("F-1", RATES, 1, Status.NOT_YET, "0.5"));
    events.add(feedback("F-1", new Subject(RATES, null)));
    events.add(Story.evidence("F-1", RATES, 2, Status.NOT_YET, "0.5"));
    events.add(Story.evidence("F-1", RATIOS, 1, Status.NOT_YET, "0.5"));
    events.add(Story.evidence("F-1", RATIOS, 2, Status.NOT_YET, "0.5"));
    events.add(Story.retracted("F-1", RATIOS, 2));
    long position = LEDGER.append(events);
    String later = "&at=" + Instant.now().plus(15, ChronoUnit.DAYS);
    JsonNode answer = ok(LEDGER, DASHBOARD.formatted("F", position) + later);
    assertThat(answer.get("entries").valueStream().map(entry -> entry.get("evidence").asString()))
        .containsExactly("lms:F-1-c-rates-2", "lms:F-1-c-ratios-1");
    position = LEDGER.append(Story.reinstated("F-1", RATIOS, 2));
    assertThat(entries(ok(LEDGER, DASHBOARD.formatted("F", position) + later))).hasSize(3);
  }

  @Test
  void what_a_group_is_asked_for_has_to_make_sense() throws Exception {
    String group = "/v1/groups/B/dashboard";
    long position = classroom(OTHER, "B");
    assertThat(entries(ok(OTHER, DASHBOARD.formatted("B", position)))).isNotEmpty();
    assertProblem(get(LEDGER, "/v1/groups/nobody/dashboard"), 404, "not-found");
    assertProblem(get(LEDGER, "/v1/groups/nobody/pacing"), 404, "not-found");
    for (String wrong :
        List.of(
            "rule=lazy",
            "at=noon",
            "cursor=nonsense",
            "limit=0",
            "limit=101",
            "competency=nope",
            "competency=%00")) {
      assertProblem(get(OTHER, group + "?" + wrong), 400, "invalid-parameter");
    }
    assertProblem(get(OTHER, group + "?minPosition=999999"), 400, "invalid-parameter");
    for (String path : List.of("/v1/groups/%00/dashboard", "/v1/groups/%00/pacing")) {
      assertProblem(get(OTHER, path), 400, "invalid-parameter");
    }
    assertProblem(get(OTHER, "/v1/dashboard/%00"), 400, "invalid-parameter");
  }

  @Test
  void a_cursor_is_taken_by_its_own_list_and_by_no_other() throws Exception {
    long position = classroom(LEDGER, "G");
    position = Math.max(position, classroom(LEDGER, "H"));
    List<String> one = List.of("0");
    List<String> two = List.of("2026-03-01T10:00:00Z", "S-1");
    List<String> four = List.of("2026-03-01T10:00:00Z", "S-1", "stuck", "c");
    Map<String, List<String>> lists =
        Map.of(
            "audit-trail", one,
            "projections/learnerprogress/parked", one,
            "projections/transcript/parked", one,
            "dashboard", one,
            "dashboard/math", one,
            "groups/G/pacing", two,
            "groups/H/pacing", two,
            "reports/goals", two,
            "groups/G/dashboard", four,
            "groups/H/dashboard", four);
    for (String asked : lists.keySet()) {
      for (Map.Entry<String, List<String>> from : lists.entrySet()) {
        String path =
            "/v1/%s?minPosition=%d&cursor=%s"
                .formatted(asked, position, new Cursor(from.getKey(), from.getValue()).text());
        if (from.getKey().equals(asked)) {
          var unused = ok(LEDGER, path);
        } else {
          assertProblem(get(LEDGER, path), 400, "invalid-parameter");
        }
      }
    }
  }

  @Test
  void a_district_says_itself_from_where_on_it_is_told() throws Exception {
    long position = classroom(OTHER, "C");
    assertThat(entries(ok(OTHER, DASHBOARD.formatted("C", position))))
        .contains("C-1 stuck c-rates 3");
    position = OTHER.append(new ThresholdsSet(1, new Thresholds(4, 20, 1, 14, 10)));
    String later =
        DASHBOARD.formatted("C", position) + "&at=" + Instant.now().plus(15, ChronoUnit.DAYS);
    assertThat(entries(ok(OTHER, later))).containsExactly("C-2 ready c-rates 1");
    assertThat(ok(OTHER, later).get("thresholds").get("feedbackDays").asInt()).isEqualTo(20);
    position = OTHER.append(new ThresholdsSet(2, Thresholds.DEFAULT));
    assertThat(entries(ok(OTHER, DASHBOARD.formatted("C", position))))
        .contains("C-1 stuck c-rates 3");
  }

  @Test
  void pace_is_told_of_a_learner_and_of_her_group() throws Exception {
    LearnerId learner = new LearnerId("S-21");
    PathwayId paced = new PathwayId("paced");
    Pathway guide =
        new Pathway(
            "Paced",
            MATH,
            List.of(new Pathway.Stage("one", "One", new Requirement.Mastered(RATIOS), 2)));
    long position =
        LEDGER.append(
            new PathwayPublished(paced, 1, MATH, guide),
            new LearnerEnrolled(learner),
            new LearnerEnrolled(new LearnerId("S-22")),
            new PathwayStarted(learner, paced, 1, "one"),
            new GroupMembershipStarted(learner, new GroupId("class-7a")),
            new GroupMembershipStarted(new LearnerId("S-22"), new GroupId("class-7a")));
    String at = "&at=" + Instant.now().plus(29, ChronoUnit.DAYS);
    JsonNode hers = ok(LEDGER, "/v1/learners/S-21/pacing?minPosition=" + position + at);
    assertThat(hers.get("pathways").get(0).get("weeks").asInt()).isEqualTo(4);
    assertThat(hers.get("warnings").get(0).get("reason").asString())
        .isEqualTo(
            "2 weeks behind the guide of paced, which sees the stage one through in 2;"
                + " told from 1 on.");
    String group = "/v1/groups/class-7a/pacing?limit=1&minPosition=" + position;
    JsonNode first = ok(LEDGER, group + at);
    assertThat(first.get("members").get(0).get("learner").asString()).isEqualTo("S-21");
    assertThat(first.get("members").get(0).get("warnings")).isEqualTo(hers.get("warnings"));
    JsonNode second = ok(LEDGER, group + "&cursor=" + first.get("next").asString());
    assertThat(second.get("members").get(0).get("learner").asString()).isEqualTo("S-22");
    assertThat(second.get("at")).isEqualTo(first.get("at"));
    assertThat(second.get("next").isNull()).isTrue();
    assertProblem(get(LEDGER, "/v1/learners/S-999/pacing"), 404, "unknown-learner");
  }

  @Test
  void a_district_sees_its_outcomes_and_nobody_in_them() throws Exception {
    List<ProgressionEvent> events = new ArrayList<>();
    for (int n = 0; n < 32; n++) {
      String learner = "D-%02d".formatted(n);
      String lunch = n < 4 ? "free" : n < 15 ? "reduced" : "paid";
      events.add(new LearnerEnrolled(new LearnerId(learner)));
      events.add(
          new LearnerDescribed(
              new LearnerId(learner), new Description(n < 20 ? "6" : "7", Map.of("lunch", lunch))));
      events.add(Story.evidence(learner, RATIOS, 1, Status.NOT_YET, "0.5"));
      if (n % 2 == 0) {
        events.addAll(Story.mastersRatios(learner));
      }
    }
    long position = LARGE.append(events);
    String path = "/v1/dashboard/math?minPosition=" + position;
    JsonNode math = ok(LARGE, path);
    assertThat(math.get("position").asLong()).isGreaterThanOrEqualTo(position);
    assertThat(line(math, "lunch"))
        .contains("paid shown")
        .contains("free hidden")
        .contains("reduced hidden");
    assertThat(line(math, "grade")).contains("6 shown").contains("7 shown");
    assertThat(math.get("behind").asInt()).isZero();
    assertThat(math.get("smallestGroup").asInt()).isEqualTo(10);
    assertThat(math.get("pace").get("median").asDouble()).isEqualTo(2.0);
    assertThat(math.get("coverage").get("standards").asInt()).isEqualTo(2);
    assertThat(math.at("/coverage/without").toString())
        .isEqualTo("[{\"competency\":\"c-rates\",\"code\":\"6.RP.A.2\"}]");

    JsonNode all = ok(LARGE, "/v1/dashboard?minPosition=" + position);
    assertThat(all.get("frameworks").get(0).get("framework").asString()).isEqualTo("math");
    assertThat(all.get("frameworks").get(0).get("everybody")).isEqualTo(math.get("everybody"));
    assertThat(all.get("weeks").get(0).get("advances").asInt()).isGreaterThanOrEqualTo(16);
    assertProblem(get(LARGE, "/v1/dashboard/latin"), 404, "not-found");
  }

  @Test
  void of_too_few_learners_nothing_is_told_beside_what_is_hidden() throws Exception {
    for (int n = 1; n < 10; n++) {
      SMALL.append(Story.enrolled("N-" + n));
      SMALL.append(Story.mastersRatios("N-" + n));
    }
    long position =
        SMALL.append(
            Story.framework(new FrameworkId("algebra"), 1),
            Story.framework(new FrameworkId("physics"), 1));
    String path = "/v1/dashboard?limit=1&minPosition=" + position;
    JsonNode page = ok(SMALL, path);
    assertThat(page.get("weeks")).isEmpty();
    List<String> frameworks = new ArrayList<>();
    while (!page.get("next").isNull()) {
      assertThat(page.get("frameworks")).hasSize(1);
      frameworks.add(page.at("/frameworks/0/framework").asString());
      page = ok(SMALL, path + "&cursor=" + page.get("next").asString());
    }
    frameworks.add(page.at("/frameworks/0/framework").asString());
    assertThat(frameworks).containsExactly("algebra", "math", "physics");
    JsonNode math = ok(SMALL, "/v1/dashboard/math?minPosition=" + position);
    assertThat(math.get("everybody").isNull()).isTrue();
    assertThat(math.get("coverage").isNull()).isTrue();
    assertThat(math.get("next").isNull()).isTrue();

    SMALL.append(Story.enrolled("N-10"));
    position = SMALL.append(Story.evidence("N-10", RATIOS, 1, Status.NOT_YET, "0.5"));
    JsonNode week = ok(SMALL, "/v1/dashboard?minPosition=" + position).get("weeks").get(0);
    assertThat(week.get("advances").isNull()).isTrue();
    assertThat(week.get("advancesWithheld").asBoolean()).isTrue();
    position = SMALL.append(Story.mastersRatios("N-10"));
    week = ok(SMALL, "/v1/dashboard?minPosition=" + position).get("weeks").get(0);
    assertThat(week.get("advances").asInt()).isEqualTo(10);
    assertThat(week.get("advancesWithheld").asBoolean()).isFalse();
    position = SMALL.append(new ThresholdsSet(1, new Thresholds(3, 14, 1, 14, 11)));
    assertThat(ok(SMALL, "/v1/dashboard?minPosition=" + position).get("weeks")).isEmpty();
  }

  @Test
  void figures_are_counted_anew_when_what_could_not_be_applied_is_mended() throws Exception {
    LearnerId learner = new LearnerId("G-1");
    for (int n = 2; n <= 10; n++) {
      MENDED.append(Story.enrolled("G-" + n));
      MENDED.append(Story.mastersRatios("G-" + n));
    }
    MENDED.append(Story.enrolled("G-1"));
    long unreadable = MENDED.appendUnreadable(learner);
    long position = MENDED.append(Story.mastersRatios("G-1"));
    String path = "/v1/dashboard/math?minPosition=" + position;
    assertThat(ok(MENDED, path).get("behind").asInt()).isOne();
    assertThat(ok(MENDED, path).get("everybody").isNull()).isTrue();
    String tag = get(MENDED, path).getHeader("ETag");
    URI drop =
        URI.create(
            "/v1/projections/districtdashboard/parked/%d/drop?reason=wrong".formatted(unreadable));
    assertThat(SERVER.post(MENDED.district(), drop).getStatus()).isEqualTo(200);
    await().atMost(30, SECONDS).until(() -> ok(MENDED, path).get("behind").asInt() == 0);
    assertThat(ok(MENDED, path).at("/everybody/learners").asInt()).isEqualTo(10);
    assertThat(get(MENDED, path).getHeader("ETag")).isNotEqualTo(tag);
  }

  @Test
  void figures_are_counted_anew_when_it_was_about_no_learner() throws Exception {
    long unreadable = MENDED.appendUnreadable();
    String path = "/v1/dashboard?minPosition=" + unreadable;
    String before = ok(MENDED, path).get("countedAt").asString();
    URI drop =
        URI.create(
            "/v1/projections/districtdashboard/parked/%d/drop?reason=wrong".formatted(unreadable));
    assertThat(SERVER.post(MENDED.district(), drop).getStatus()).isEqualTo(200);
    await()
        .atMost(30, SECONDS)
        .until(() -> !ok(MENDED, path).get("countedAt").asString().equals(before));
  }

  @Test
  void rebuilt_figures_are_the_same() throws Exception {
    for (int n = 0; n < 10; n++) {
      OTHER.append(Story.enrolled("H-" + n));
      OTHER.append(Story.mastersRatios("H-" + n));
    }
    long position = classroom(OTHER, "E");
    JsonNode before = ok(OTHER, "/v1/dashboard/math?minPosition=" + position);
    JsonNode after;
    try (Connection counting = SERVER.bean(DataSource.class).getConnection();
        Statement lock = counting.createStatement()) {
      // While somebody else seems to count there are only the figures that the rebuild brings.
      counting.setAutoCommit(false);
      lock.execute("select pg_advisory_xact_lock(hashtextextended('progression figures', 0))");
      SERVER.rebuild(OTHER.district());
      after = ok(OTHER, "/v1/dashboard/math");
    }
    assertThat(after.get("position").asLong()).isGreaterThanOrEqualTo(position);
    assertThat(after.at("/coverage/standards").asInt()).isEqualTo(2);
    assertThat(after.get("coverage")).isEqualTo(before.get("coverage"));
    assertThat(after.get("everybody")).isEqualTo(before.get("everybody"));
  }

  /** One who is stuck, one who is ready, one who was spoken to, and one who left. */
  private static long classroom(TestLedger ledger, String name) {
    List<ProgressionEvent> events = new ArrayList<>();
    for (int n = 1; n <= 4; n++) {
      events.addAll(Story.enrolled(name + "-" + n));
      events.add(new GroupMembershipStarted(new LearnerId(name + "-" + n), new GroupId(name)));
    }
    events.add(new GroupMembershipEnded(new LearnerId(name + "-4"), new GroupId(name)));
    for (int day = 1; day <= 3; day++) {
      events.add(Story.evidence(name + "-1", RATES, day, Status.NOT_YET, "0.5"));
      events.add(Story.evidence(name + "-4", RATES, day, Status.NOT_YET, "0.5"));
    }
    events.addAll(Story.mastersRatios(name + "-2"));
    events.add(Story.evidence(name + "-3", RATIOS, 1, Status.NOT_YET, "0.5"));
    events.add(feedback(name + "-3", new Subject(null, Story.evidenceId(name + "-3", RATIOS, 1))));
    return ledger.append(events);
  }

  private static ProgressionEvent feedback(String learner, Subject about) {
    return new FeedbackGiven(
        new LearnerId(learner),
        new EntryId("f-1"),
        about,
        "well done",
        List.of(),
        null,
        Story.at(1),
        OwnRecord.TEACHER);
  }

  private static List<String> entries(JsonNode answer) {
    return answer
        .get("entries")
        .valueStream()
        .map(entry ->
            Stream.of("learner", "rule", "competency", "count")
                .map(field -> entry.get(field).asString())
                .collect(Collectors.joining(" ")))
        .toList();
  }

  private static List<String> pages(String path) throws Exception {
    List<String> entries = new ArrayList<>();
    JsonNode page = ok(LEDGER, path);
    entries.addAll(entries(page));
    while (!page.get("next").isNull()) {
      page = ok(LEDGER, path + "&cursor=" + page.get("next").asString());
      assertThat(entries(page)).hasSizeLessThanOrEqualTo(2);
      entries.addAll(entries(page));
    }
    return entries;
  }

  private static String line(JsonNode framework, String by) {
    return framework
        .get("groups")
        .valueStream()
        .filter(line -> line.get("by").asString().equals(by))
        .flatMap(line -> line.get("groups").valueStream())
        .map(group ->
            group.get("value").asString("-")
                + (group.get("outcome").isNull() ? " hidden" : " shown"))
        .collect(Collectors.joining(", "));
  }

  private static JsonNode ok(TestLedger ledger, String path) throws Exception {
    return SERVER.ok(ledger.district(), path);
  }

  private static MockHttpServletResponse get(TestLedger ledger, String path) throws Exception {
    return SERVER.get(ledger.district(), URI.create(path), Map.of());
  }
}
