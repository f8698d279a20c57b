package progression.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import progression.acceptance.District.Answer;
import progression.acceptance.Responses.Response;
import tools.jackson.databind.JsonNode;

/**
 * A district imports its skills and two published frameworks, adopts "three in a row correct,
 * sticky", enrolls its students and posts every response; then the record is held against the file.
 * Another one posts the responses in any order, and the server is killed on the way. The first asks
 * what "five in a row" would change, adopts it, and lets it reach what was decided; there, too, the
 * server is killed.
 *
 * <p>The steps build on one another, so they run in order on one data directory.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RealDataAcceptance {

  private static final Path WORK = Path.of("target", "acceptance").toAbsolutePath();
  private static final Path JAR = Path.of(System.getProperty("acceptance.server"));
  private static final Path DATA = Path.of(System.getProperty("acceptance.data"));

  /** So many students, then one whose record is replayed under the other policy. */
  private static final int EACH = 10;

  private Responses responses = new Responses(Map.of(), List.of());
  private Set<String> students = Set.of();
  private Intake intake = new Intake(responses, WORK);
  private PolicyChange change = new PolicyChange(responses);
  private Path evidence = WORK;
  private Server server;
  private District district;
  private District other;

  /** Per student what the progress projection answers, without the position that it reflects. */
  private Map<String, JsonNode> settled = Map.of();

  /** Per student what a what-if tells of her, as its line. */
  private final Map<String, JsonNode> forecast = new HashMap<>();

  private long forecastEvents;

  @BeforeAll
  void begin() throws Exception {
    responses = Responses.in(DATA);
    students = responses.students();
    intake = new Intake(responses, WORK);
    change = new PolicyChange(responses);
    evidence = intake.file("evidence.ndjson", responses.all());
    start("start on an empty data directory");
  }

  private void start(String name, String... options) throws Exception {
    server = Server.start(JAR, WORK.resolve("data"), options);
    report("%s: %.1f s", name, seconds(server.startup()));
    district = new District(server.address(), "");
    other = new District(server.address(), "-2");
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  @Test
  @Order(1)
  void frameworks_policy_and_students_come_first() throws Exception {
    intake.prepare(district);
    if (Files.isDirectory(DATA.resolve("case"))) {
      for (String name : List.of("sbac-grade3-math-c1-ta", "sbac-hs-math-c1-th")) {
        String casePackage = Files.readString(DATA.resolve("case").resolve(name + ".json"));
        Answer imported = district.put("/v1/frameworks/" + name, casePackage);
        assertThat(imported.status()).as(imported.body()).isEqualTo(201);
        assertThat(district.put("/v1/frameworks/" + name, casePackage).status()).isEqualTo(200);
        assertThat(district.report("/v1/frameworks/" + name).body()).isEqualTo(casePackage);
      }
    }
  }

  @Test
  @Order(2)
  void every_response_is_recorded_once() throws Exception {
    Instant began = Instant.now();
    JsonNode summary = Intake.bulk(district, evidence);
    Duration taken = Duration.between(began, Instant.now());
    int lines = responses.all().size();

    assertThat(summary.get("lines").asInt()).isEqualTo(lines);
    assertThat(summary.get("recorded").asInt()).isEqualTo(lines);
    report(
        "bulk, student by student: %d lines in %.1f s = %.0f evidence/s",
        lines, seconds(taken), lines / seconds(taken));
    Intake.awaitProjections(district);
    Duration visible = Duration.between(began, Instant.now());
    report(
        "  and visible in every projection after %.1f s = %.0f evidence/s",
        seconds(visible), lines / seconds(visible));
    report("memory of the server and its database: %d MiB", server.memory());
  }

  @Test
  @Order(3)
  void a_skill_is_mastered_exactly_where_the_file_has_three_in_a_row() {
    settled = Records.progress(district, students);

    assertThat(Records.mastered(settled, "code")).isEqualTo(responses.inARow(3));
  }

  @Test
  @Order(4)
  void history_replayed_is_what_the_projection_says_for_every_student() {
    assertThat(Records.state(district, students)).isEqualTo(settled);
    assertThat(Records.claimed(district, students))
        .isEqualTo(Records.mastered(settled, "competency"));
  }

  @Test
  @Order(5)
  void the_whole_file_again_records_nothing_and_says_so() throws Exception {
    JsonNode before = district.audit("/v1/ledger").json();

    Instant began = Instant.now();
    JsonNode summary = Intake.bulk(district, evidence);

    assertThat(summary.get("recorded").asInt()).isZero();
    assertThat(summary.get("duplicate").asInt()).isEqualTo(responses.all().size());
    assertThat(district.audit("/v1/ledger").json()).isEqualTo(before);
    report("the whole file again: %.1f s", seconds(Duration.between(began, Instant.now())));
  }

  @Test
  @Order(6)
  void another_district_sees_nothing_of_it() {
    String student = District.encoded(students.iterator().next());

    assertThat(other.report("/v1/learners/" + student + "/progress").status()).isEqualTo(404);
    assertThat(other.audit("/v1/learners/" + student + "/history").status()).isEqualTo(404);
    assertThat(other.audit("/v1/ledger").json().get("position").asLong()).isEqualTo(-1);
  }

  @Test
  @Order(7)
  void killed_in_the_middle_of_a_shuffled_file_what_was_acknowledged_stands() throws Exception {
    intake.prepare(other);
    List<Response> shuffled = new ArrayList<>(responses.all());
    Collections.shuffle(shuffled, new Random(7));
    Path file = intake.file("shuffled.ndjson", shuffled);
    AtomicLong acknowledged = new AtomicLong();
    Map<String, Long> positions = new HashMap<>();
    long enough = shuffled.size() / 3;
    try {
      other.bulkAsItComes(
          "/v1/evidence/bulk",
          file,
          line -> {
            if (line.path("status").asString("").equals("recorded")) {
              positions.put(line.get("evidence").asString(), line.get("position").asLong());
            }
            if (acknowledged.incrementAndGet() == enough) {
              kill();
            }
          });
    } catch (IOException cut) {
      // as is an answer that just ends
    }
    report("killed after %d acknowledged lines", positions.size());
    assertThat(positions).hasSizeGreaterThanOrEqualTo((int) enough);
    assertThat(positions.size()).isLessThan(shuffled.size());

    start("start after kill -9");
    Map<String, Long> answered = new HashMap<>();
    JsonNode summary =
        Intake.bulk(
            other,
            file,
            line -> {
              String id = line.get("evidence").asString();
              if (positions.containsKey(id)) {
                assertThat(line.get("status").asString()).isEqualTo("duplicate");
                answered.put(id, line.get("position").asLong());
              }
            });
    assertThat(answered).isEqualTo(positions);
    assertThat(summary.get("recorded").asInt()).as("it was the middle").isGreaterThan((int) enough);
    assertThat(summary.get("recorded").asInt() + summary.get("duplicate").asInt())
        .isEqualTo(shuffled.size());
  }

  @Test
  @Order(8)
  void a_shuffled_file_ends_in_the_same_verdicts() throws Exception {
    Intake.awaitProjections(other);

    Map<String, JsonNode> ended = Records.progress(other, students);
    assertThat(Records.mastered(ended, "code")).isEqualTo(responses.inARow(3));
    // What seemed mastered while an earlier answer was missing was withdrawn when it came.
    assertThat(Records.withdrawnAsNotYet(ended)).isEqualTo(settled);
  }

  @Test
  @Order(9)
  void a_rebuilt_projection_has_the_same_rows() throws Exception {
    server.close();
    Instant began = Instant.now();
    start(
        "start with all projections to rebuild",
        "--progression.rebuild=learnerprogress,transcript,portfolio,groupdashboard,pacing,"
            + "districtdashboard,audittrail");
    await().atMost(Duration.ofMinutes(5)).until(this::isRebuilt);
    report("until all are rebuilt: %.1f s", seconds(Duration.between(began, Instant.now())));
    Intake.awaitProjections(district);

    assertThat(Records.progress(district, students)).isEqualTo(settled);
  }

  private boolean isRebuilt() {
    boolean isRebuilt = true;
    for (JsonNode projection : district.report("/v1/projections").json().get("items")) {
      assertThat(projection.at("/rebuild/differing").asLong(0)).isZero();
      isRebuilt &= projection.get("rebuild").isNull();
    }
    return isRebuilt;
  }

  @Test
  @Order(10)
  void what_if_names_every_change_and_writes_nothing() throws Exception {
    long before = head();

    JsonNode result =
        change.run("what-if", district, "what-if", Curriculum.FIVE_IN_A_ROW, forecast, () -> {});

    assertThat(PolicyChange.changes(forecast)).isEqualTo(change.lost());
    assertThat(result.at("/learners").asInt()).isEqualTo(students.size());
    assertThat(result.at("/changed").asInt()).isEqualTo(forecast.size());
    assertThat(result.at("/changes").toString())
        .isEqualTo(
            "[{\"from\":\"mastered\",\"to\":\"withdrawn\",\"verdicts\":%d}]"
                .formatted(change.lost().values().stream().mapToInt(Set::size).sum()));
    assertThat(head()).isEqualTo(before);
    forecastEvents = result.at("/events").asLong();
  }

  @Test
  @Order(11)
  void killed_in_the_middle_evaluating_again_goes_on_and_does_what_was_forecast() throws Exception {
    assertThat(district.put(PolicyChange.POLICY, Curriculum.FIVE_IN_A_ROW).status()).isEqualTo(201);
    long adopted = head();
    Map<String, JsonNode> first = new HashMap<>();
    int enough = forecast.size() / 3;
    Runnable killAtAThird =
        () -> {
          if (first.size() == enough) {
            kill();
          }
        };
    try {
      change.run("re-evaluation, killed", district, "re-evaluate", "", first, killAtAThird);
    } catch (IOException cut) {
      report("killed after %d students were told", first.size());
    }
    start("start after kill -9");
    long done = head() - adopted;
    Map<String, JsonNode> rest = new HashMap<>();

    JsonNode result =
        change.run("re-evaluation, the rest", district, "re-evaluate", "", rest, () -> {});

    assertThat(first).hasSizeBetween(enough, forecast.size() - 1);
    assertThat(rest)
        .as("nobody is done twice")
        .doesNotContainKeys(first.keySet().toArray(String[]::new));
    assertThat(forecast).containsAllEntriesOf(first).containsAllEntriesOf(rest);
    assertThat(result.at("/events").asLong()).isEqualTo(head() - adopted - done);
    assertThat(head() - adopted).as("all that was forecast").isEqualTo(forecastEvents);
  }

  @Test
  @Order(12)
  void evaluating_once_more_changes_nothing() throws Exception {
    long before = head();
    Map<String, JsonNode> more = new HashMap<>();

    JsonNode result =
        change.run("re-evaluation, nothing to do", district, "re-evaluate", "", more, () -> {});

    assertThat(more).isEmpty();
    assertThat(result.at("/changed").asInt()).isZero();
    assertThat(result.at("/events").asInt()).isZero();
    assertThat(head()).isEqualTo(before);
  }

  @Test
  @Order(13)
  void what_was_forecast_is_what_the_records_claim_after_a_restart() throws Exception {
    server.close();
    start("start on a filled data directory");
    Map<String, Set<String>> five = responses.inARow(5);
    Set<String> some = new TreeSet<>();
    int nth = 0;
    for (String student : students) {
      if (nth++ % EACH == 0) {
        some.add(student);
      }
    }
    five.keySet().retainAll(some);

    assertThat(Records.mastered(Records.state(district, some), "code")).isEqualTo(five);
  }

  private long head() {
    return district.audit("/v1/ledger").json().get("position").asLong();
  }

  private void kill() {
    try {
      server.kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static void report(String format, Object... values) {
    System.out.println(format.formatted(values));
  }
}
