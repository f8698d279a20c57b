package progression.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/**
 * A district that has taken all responses in asks what "five in a row" would change, adopts it, and
 * lets it reach what was decided; the server is killed on the way.
 *
 * <p>The steps build on one another, so they run in order.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PolicyChangeAcceptance {

  private static final Path WORK = Path.of("target", "acceptance-policy").toAbsolutePath();
  private static final Path JAR = Path.of(System.getProperty("acceptance.server"));
  private static final Path DATA = Path.of(System.getProperty("acceptance.data"));

  /** So many students, then one whose whole record is replayed. */
  private static final int EACH = 10;

  private static final String POLICY = "/v1/policies/three-in-a-row";

  private Responses responses = new Responses(Map.of(), List.of());
  private Server server;
  private District district;

  /** Per student what a what-if tells of her, as its line. */
  private final Map<String, JsonNode> forecast = new TreeMap<>();

  private long forecastEvents;

  @BeforeAll
  void start() throws Exception {
    responses = Responses.in(DATA);
    Intake intake = new Intake(responses, WORK);
    server = Server.start(JAR, WORK.resolve("data"));
    district = new District(server.address(), "");
    intake.prepare(district);
    Intake.bulk(district, intake.file("evidence.ndjson", responses.all()));
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  @Test
  @Order(1)
  void what_if_names_every_change_and_writes_nothing() throws Exception {
    long before = head();

    JsonNode result =
        run("what-if", "what-if", Curriculum.FIVE_IN_A_ROW, line -> keep(line, forecast));

    assertThat(changes(forecast)).isEqualTo(lost());
    assertThat(result.at("/learners").asInt()).isEqualTo(responses.students().size());
    assertThat(result.at("/changed").asInt()).isEqualTo(forecast.size());
    assertThat(result.at("/changes").toString())
        .isEqualTo(
            "[{\"from\":\"mastered\",\"to\":\"withdrawn\",\"verdicts\":%d}]"
                .formatted(lost().values().stream().mapToInt(Set::size).sum()));
    assertThat(head()).isEqualTo(before);
    forecastEvents = result.at("/events").asLong();
  }

  @Test
  @Order(2)
  void killed_in_the_middle_evaluating_again_goes_on_and_does_what_was_forecast() throws Exception {
    assertThat(district.put(POLICY, Curriculum.FIVE_IN_A_ROW).status()).isEqualTo(201);
    long adopted = head();
    Map<String, JsonNode> first = new HashMap<>();
    int enough = forecast.size() / 3;
    try {
      run(
          "re-evaluation, killed",
          "re-evaluate",
          "",
          line -> {
            keep(line, first);
            if (first.size() == enough) {
              kill();
            }
          });
    } catch (IOException cut) {
      System.out.println("killed after " + first.size() + " students were told");
    }
    server = Server.start(JAR, WORK.resolve("data"));
    district = new District(server.address(), "");
    long done = head() - adopted;
    Map<String, JsonNode> rest = new HashMap<>();

    JsonNode result = run("re-evaluation, the rest", "re-evaluate", "", line -> keep(line, rest));

    assertThat(first).hasSizeGreaterThanOrEqualTo(enough);
    assertThat(rest)
        .as("nobody is done twice")
        .doesNotContainKeys(first.keySet().toArray(String[]::new));
    assertThat(forecast).containsAllEntriesOf(first).containsAllEntriesOf(rest);
    assertThat(result.at("/events").asLong()).isEqualTo(head() - adopted - done);
    assertThat(head() - adopted).as("all that was forecast").isEqualTo(forecastEvents);
  }

  @Test
  @Order(3)
  void evaluating_once_more_changes_nothing() throws Exception {
    long before = head();
    Map<String, JsonNode> more = new HashMap<>();

    JsonNode result =
        run("re-evaluation, nothing to do", "re-evaluate", "", line -> keep(line, more));

    assertThat(more).isEmpty();
    assertThat(result.at("/changed").asInt()).isZero();
    assertThat(result.at("/events").asInt()).isZero();
    assertThat(head()).isEqualTo(before);
  }

  @Test
  @Order(4)
  void what_was_forecast_is_what_the_records_claim() throws Exception {
    Map<String, Set<Integer>> five = responses.inARow(5);
    List<String> students = List.copyOf(responses.students());
    for (int nth = 0; nth < students.size(); nth += EACH) {
      String student = students.get(nth);
      JsonNode state =
          district.audit("/v1/learners/%s/state".formatted(District.encoded(student))).json();
      Set<String> mastered = new TreeSet<>();
      for (JsonNode competency : state.get("competencies")) {
        if (competency.get("status").asString().equals("mastered")) {
          mastered.add(competency.get("code").asString());
        }
      }
      assertThat(mastered).as(student).isEqualTo(codes(five.getOrDefault(student, Set.of())));
    }
  }

  /** Runs one of the two to its end and gives the result. */
  private JsonNode run(String name, String call, String body, Consumer<JsonNode> lines)
      throws Exception {
    List<JsonNode> results = new ArrayList<>();
    Instant began = Instant.now();
    district.post(
        POLICY + "/" + call,
        body,
        line -> {
          if (line.has("result")) {
            results.add(line.get("result"));
          } else {
            lines.accept(line);
          }
        });
    double seconds = Duration.between(began, Instant.now()).toMillis() / 1000.0;
    assertThat(results).hasSize(1);
    System.out.printf(
        "%s: %d students with %d responses in %.1f s = %.0f students/s, %.0f responses/s%n",
        name,
        responses.students().size(),
        responses.all().size(),
        seconds,
        responses.students().size() / seconds,
        responses.all().size() / seconds);
    return results.getFirst();
  }

  private static void keep(JsonNode line, Map<String, JsonNode> told) {
    if (line.has("learner")) {
      assertThat(told.put(line.get("learner").asString(), line)).as(line.toString()).isNull();
    } else {
      assertThat(line.has("progress")).as(line.toString()).isTrue();
    }
  }

  /** Per student the codes of the skills whose verdicts change. */
  private static Map<String, Set<String>> changes(Map<String, JsonNode> told) {
    Map<String, Set<String>> changes = new TreeMap<>();
    told.forEach((student, line) -> {
      Set<String> codes = new TreeSet<>();
      line.get("revisions").forEach(revision -> codes.add(revision.get("code").asString()));
      changes.put(student, codes);
    });
    return changes;
  }

  /** Per student the skills that three in a row master and five do not, as the file has them. */
  private Map<String, Set<String>> lost() {
    Map<String, Set<Integer>> five = responses.inARow(5);
    Map<String, Set<String>> lost = new TreeMap<>();
    responses
        .inARow(3)
        .forEach((student, three) -> {
          Set<Integer> skills = new HashSet<>(three);
          skills.removeAll(five.getOrDefault(student, Set.of()));
          if (!skills.isEmpty()) {
            lost.put(student, codes(skills));
          }
        });
    return lost;
  }

  private static Set<String> codes(Set<Integer> skills) {
    Set<String> codes = new TreeSet<>();
    skills.forEach(skill -> codes.add(Curriculum.code(skill)));
    return codes;
  }

  private long head() throws Exception {
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
}
