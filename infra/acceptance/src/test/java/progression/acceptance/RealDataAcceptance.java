package progression.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.TreeMap;
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
import tools.jackson.databind.node.ObjectNode;

/**
 * A district imports its skills and two published frameworks, adopts "three in a row correct,
 * sticky", enrolls its students and posts every response; then the record is held against the file.
 *
 * <p>The steps build on one another, so they run in order on one server.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RealDataAcceptance {

  private static final Path WORK = Path.of("target", "acceptance").toAbsolutePath();
  private static final Path JAR = Path.of(System.getProperty("acceptance.server"));
  private static final Path DATA = Path.of(System.getProperty("acceptance.data"));

  private Responses responses = new Responses(Map.of(), List.of());
  private Intake intake = new Intake(responses, WORK);
  private Path evidence = WORK;
  private Server server;
  private District district;

  /** Per student what the progress projection answers, without the position that it reflects. */
  private Map<String, JsonNode> settled = new TreeMap<>();

  @BeforeAll
  void start() throws Exception {
    responses = Responses.in(DATA);
    intake = new Intake(responses, WORK);
    evidence = intake.file("evidence.ndjson", responses.all());
    server = Server.start(JAR, WORK.resolve("data"));
    report("start on an empty data directory: %.1f s", seconds(server.startup()));
    district = new District(server.address(), "");
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
  void a_skill_is_mastered_exactly_where_the_file_has_three_in_a_row() throws Exception {
    settled = progress(district);

    assertThat(mastered(settled)).isEqualTo(codes(responses.inARow(3)));
  }

  @Test
  @Order(4)
  void history_replayed_is_what_the_projection_says_for_every_student() throws Exception {
    Map<String, Set<String>> claimed = new TreeMap<>();
    for (String student : responses.students()) {
      String path = "/v1/learners/" + District.encoded(student);
      assertThat(withoutPosition(district.audit(path + "/state"))).isEqualTo(settled.get(student));
      Set<String> mastered = new TreeSet<>();
      for (JsonNode event : District.lines(district.audit(path + "/history"))) {
        String competency = event.get("data").path("competency").asString("");
        switch (event.get("type").asString()) {
          case "CompetencyMastered" -> mastered.add(competency);
          case "MasteryWithdrawn" -> mastered.remove(competency);
          default -> {}
        }
      }
      claimed.put(student, mastered);
    }
    assertThat(claimed).isEqualTo(masteredIds(settled));
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
  void another_district_sees_nothing_of_it() throws Exception {
    District other = new District(server.address(), "-2");
    String student = District.encoded(responses.students().iterator().next());

    assertThat(other.report("/v1/learners/" + student + "/progress").status()).isEqualTo(404);
    assertThat(other.audit("/v1/learners/" + student + "/history").status()).isEqualTo(404);
    assertThat(other.audit("/v1/ledger").json().get("position").asLong()).isEqualTo(-1);
  }

  @Test
  @Order(7)
  void a_shuffled_file_ends_in_the_same_verdicts() throws Exception {
    District other = new District(server.address(), "-2");
    intake.prepare(other);
    List<Response> shuffled = new ArrayList<>(responses.all());
    Collections.shuffle(shuffled, new Random(7));
    Path file = intake.file("shuffled.ndjson", shuffled);

    Instant began = Instant.now();
    JsonNode summary = Intake.bulk(other, file);
    Duration taken = Duration.between(began, Instant.now());

    assertThat(summary.get("recorded").asInt()).isEqualTo(shuffled.size());
    report(
        "bulk, shuffled: %d lines in %.1f s = %.0f evidence/s",
        shuffled.size(), seconds(taken), shuffled.size() / seconds(taken));
    Intake.awaitProjections(other);
    assertThat(mastered(progress(other))).isEqualTo(codes(responses.inARow(3)));
  }

  @Test
  @Order(8)
  void a_rebuilt_projection_has_the_same_rows() throws Exception {
    server.close();
    Instant began = Instant.now();
    server =
        Server.start(
            JAR,
            WORK.resolve("data"),
            "--progression.rebuild=learnerprogress,transcript,portfolio,groupdashboard,pacing,"
                + "districtdashboard,audittrail");
    district = new District(server.address(), "");
    report("start with all projections to rebuild: %.1f s", seconds(server.startup()));
    awaitRebuilt(district);
    report("until all are rebuilt: %.1f s", seconds(Duration.between(began, Instant.now())));
    Intake.awaitProjections(district);

    assertThat(progress(district)).isEqualTo(settled);
    server.close();
    server = Server.start(JAR, WORK.resolve("data"));
    district = new District(server.address(), "");
    report("start on a filled data directory: %.1f s", seconds(server.startup()));
  }

  @Test
  @Order(9)
  void killed_in_the_middle_and_posted_again_it_ends_in_the_same_state() throws Exception {
    Path data = WORK.resolve("killed");
    Server killed = Server.start(JAR, data);
    District victim = new District(killed.address(), "");
    intake.prepare(victim);
    AtomicLong acknowledged = new AtomicLong();
    Map<String, Long> positions = new HashMap<>();
    long enough = responses.all().size() / 3;
    try {
      victim.bulk(
          "/v1/evidence/bulk",
          evidence,
          line -> {
            if (line.path("status").asString("").equals("recorded")) {
              positions.put(line.get("evidence").asString(), line.get("position").asLong());
            }
            if (acknowledged.incrementAndGet() == enough) {
              kill(killed);
            }
          });
    } catch (IOException cut) {
      report("killed after %d acknowledged lines", positions.size());
    }
    assertThat(positions).hasSizeGreaterThanOrEqualTo((int) enough);
    assertThat(positions.size()).isLessThan(responses.all().size());

    try (Server again = Server.start(JAR, data)) {
      report("start after kill -9: %.1f s", seconds(again.startup()));
      District survivor = new District(again.address(), "");
      Map<String, Long> answered = new HashMap<>();
      survivor.bulk(
          "/v1/evidence/bulk",
          evidence,
          line -> {
            String id = line.path("evidence").asString("");
            if (positions.containsKey(id)) {
              assertThat(line.get("status").asString()).isEqualTo("duplicate");
              answered.put(id, line.get("position").asLong());
            }
          });
      assertThat(answered).isEqualTo(positions);
      Intake.awaitProjections(survivor);
      assertThat(progress(survivor)).isEqualTo(settled);
    }
  }

  private static void awaitRebuilt(District of) throws Exception {
    boolean isGoingOn = true;
    while (isGoingOn) {
      isGoingOn = false;
      for (JsonNode projection : of.report("/v1/projections").json().get("items")) {
        assertThat(projection.at("/rebuild/differing").asLong(0)).isZero();
        isGoingOn |= !projection.get("rebuild").isNull();
      }
    }
  }

  private Map<String, JsonNode> progress(District of) throws Exception {
    Map<String, JsonNode> progress = new TreeMap<>();
    for (String student : responses.students()) {
      progress.put(
          student,
          withoutPosition(of.report("/v1/learners/" + District.encoded(student) + "/progress")));
    }
    return progress;
  }

  private static JsonNode withoutPosition(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    ObjectNode json = (ObjectNode) answer.json();
    json.remove("position");
    return json;
  }

  private static Map<String, Set<String>> mastered(Map<String, JsonNode> progress) {
    return mastered(progress, "code");
  }

  private static Map<String, Set<String>> masteredIds(Map<String, JsonNode> progress) {
    return mastered(progress, "competency");
  }

  private static Map<String, Set<String>> mastered(Map<String, JsonNode> progress, String name) {
    Map<String, Set<String>> mastered = new TreeMap<>();
    progress.forEach((student, answer) -> {
      Set<String> names = new TreeSet<>();
      for (JsonNode competency : answer.get("competencies")) {
        if (competency.get("status").asString().equals("mastered")) {
          names.add(competency.get(name).asString());
        }
      }
      mastered.put(student, names);
    });
    return mastered;
  }

  private static Map<String, Set<String>> codes(Map<String, Set<Integer>> skills) {
    Map<String, Set<String>> codes = new TreeMap<>();
    skills.forEach((student, mastered) -> {
      Set<String> names = new TreeSet<>();
      mastered.forEach(skill -> names.add(Curriculum.code(skill)));
      codes.put(student, names);
    });
    return codes;
  }

  private static void kill(Server server) {
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
