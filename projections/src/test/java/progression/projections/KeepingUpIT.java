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
import progression.kernel.LearnerId;
import progression.projections.http.Cursor;
import progression.projections.runtime.Districts;
import progression.projections.runtime.Freshness;
import progression.projections.runtime.Projection;
import progression.projections.runtime.ProjectionRuntime;
import progression.relay.Relay;
import tools.jackson.databind.JsonNode;

/** How the read side keeps up with the ledger, and what is told and done where it does not. */
class KeepingUpIT {

  private static final String DISTRICT = TestStack.newDistrict();
  private static final String SILENT = TestStack.newDistrict();
  private static final TestLedger LEDGER = new TestLedger(DISTRICT, TestStack.ledgers());
  private static final TestLedger SILENT_LEDGER = new TestLedger(SILENT, TestStack.ledgers());
  private static final Relay RELAY = LEDGER.relay(TestStack.topic());
  private static final TestServer SERVER = new TestServer(List.of(DISTRICT, SILENT));

  @BeforeAll
  static void start() {
    // Nobody relays this one: the feed reads what is there when it starts, and no more.
    SILENT_LEDGER.append(Story.enrolled("S-6"));
    RELAY.start();
    SERVER.start();
    LEDGER.append(Story.framework(1), Story.pathway());
  }

  @AfterAll
  static void stop() {
    SERVER.close();
    RELAY.close();
    LEDGER.close();
    SILENT_LEDGER.close();
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
    TestServer.assertProblem(SERVER.post(SILENT, drop), 404, "not-found");
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
      assertThat(rebuild.failure()).as(projection).isNull();
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
}
