package progression.server;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import progression.teststack.TestKafka;
import progression.teststack.TestPostgres;
import tools.jackson.databind.JsonNode;

/** Two processes share the projections, and one of them is killed. */
class TwoServersIT {

  private static final String JSON = "application/json";
  private static final String GROUP = "progression-learnerprogress";
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final int LEARNERS = 12;
  private static final int ENOUGH = 300;

  private static final String FRAMEWORK =
      """
      {"CFDocument":{"identifier":"33333333-3333-4333-8333-333333333333",
         "uri":"https://example.org/d","creator":"made up","title":"Math",
         "lastChangeDateTime":"2026-01-01T00:00:00Z",
         "CFPackageURI":{"title":"Math","identifier":"44444444-4444-4444-8444-444444444444",
           "uri":"https://example.org/p"}},
       "CFItems":[{"identifier":"11111111-1111-4111-8111-111111111111",
         "uri":"https://example.org/i","fullStatement":"Understand ratios",
         "humanCodingScheme":"6.RP.A.1","lastChangeDateTime":"2026-01-01T00:00:00Z"}],
       "CFAssociations":[]}
      """;

  /** What a reader saw: so much evidence, up to the position. */
  private record Seen(String learner, long position, long evidence) {}

  @TempDir Path temp;

  private final Map<String, Queue<Long>> written = new ConcurrentHashMap<>();
  private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean isOver = new AtomicBoolean();

  @Test
  void when_one_is_killed_the_other_takes_over_and_nothing_is_lost_doubled_or_taken_back()
      throws Exception {
    try (TestPostgres postgres = TestPostgres.start(temp.resolve("postgresql"));
        TestKafka kafka = TestKafka.start(temp.resolve("kafka"));
        ConfigurableApplicationContext writing =
            SpringApplication.run(
                ProgressionServer.class,
                with(postgres, kafka, "writer", "api,relay", "--server.port=0"));
        ServerProcess one = ServerProcess.start(with(postgres, kafka, "one", "projections"));
        ServerProcess other = ServerProcess.start(with(postgres, kafka, "other", "projections"))) {
      Calls writer =
          new Calls(writing.getEnvironment().getRequiredProperty("local.server.port", int.class));
      prepare(writer);
      one.awaitReady();
      other.awaitReady();
      await()
          .atMost(SOON)
          .ignoreExceptionsInstanceOf(ExecutionException.class) // until there is such a group
          .until(() -> workers(kafka) == 2);

      CompletableFuture<Void> writes = run(() -> write(writer));
      CompletableFuture<Void> reads = run(() -> read(other.calls()));
      await().atMost(SOON).until(() -> writtenSoFar() >= ENOUGH);
      one.close();
      assertThat(one.process().waitFor()).as("killed").isNotZero();
      // One write may be under way, so the killed one has seen no more than what follows the last.
      long atDeath = 1 + written.values().stream().mapToLong(TwoServersIT::last).max().orElse(-1);
      await().atMost(SOON).until(() -> isSeenBeyond(atDeath));
      isOver.set(true);
      writes.get();
      reads.get();

      assertThat(workers(kafka)).isOne();
      readOnce(other.calls(), true);
      assertNothingIsLostDoubledOrTakenBack();
      assertFreshFoldIsTheSame(other.calls(), postgres, kafka);
    }
  }

  private String[] with(
      TestPostgres postgres, TestKafka kafka, String name, String roles, String... more) {
    return Stream.concat(
            Stream.of(
                "--progression.stack=external",
                "--progression.roles=" + roles,
                "--progression.districts=demo",
                "--progression.data-dir=" + temp.resolve(name),
                "--progression.projections.patience=30s",
                "--progression.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--spring.datasource.url=" + postgres.jdbcUrl(),
                "--spring.datasource.username=" + postgres.username(),
                "--spring.datasource.password=" + postgres.password(),
                "--spring.datasource.hikari.maximum-pool-size=8"),
            Stream.of(more))
        .toArray(String[]::new);
  }

  private static void prepare(Calls writer) throws Exception {
    assertThat(writer.send("district-sis", "PUT", "/v1/frameworks/math", JSON, FRAMEWORK))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(201);
    for (int n = 0; n < LEARNERS; n++) {
      String learner = "{\"learner\":\"S-%d\"}".formatted(n);
      assertThat(writer.send("district-sis", "POST", "/v1/learners", JSON, learner))
          .extracting(HttpResponse::statusCode)
          .isEqualTo(201);
    }
  }

  /** How many processes have partitions of the group. */
  private static long workers(TestKafka kafka) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      return admin.describeConsumerGroups(List.of(GROUP)).all().get().values().stream()
          .flatMap(group -> group.members().stream())
          .filter(member -> !member.assignment().topicPartitions().isEmpty())
          .count();
    }
  }

  private void write(Calls writer) throws Exception {
    String token = writer.token("district-sis");
    for (int n = 0; !isOver.get(); n++) {
      String learner = "S-" + n % LEARNERS;
      HttpResponse<String> answer =
          writer.post(
              token,
              "/v1/evidence",
              """
              {"id":"lms:%d","learner":"%s","competency":"6.RP.A.1","kind":"assessment",
               "score":{"scaled":0.5},"occurredAt":"2026-03-01T10:00:00Z"}
              """
                  .formatted(n, learner));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      writtenOf(learner).add(Calls.json(answer).get("position").asLong());
    }
  }

  private void read(Calls reader) throws Exception {
    while (!isOver.get()) {
      readOnce(reader, false);
    }
  }

  private void readOnce(Calls reader, boolean all) throws Exception {
    String token = reader.token("reporting");
    for (int n = 0; n < LEARNERS; n++) {
      String learner = "S-" + n;
      String wait = all ? "?minPosition=" + last(writtenOf(learner)) : "";
      HttpResponse<String> answer =
          reader.send("GET", "/v1/learners/%s/progress%s".formatted(learner, wait), token);
      if (answer.statusCode() != 404) { // not yet enrolled, as far as the tables are
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode progress = Calls.json(answer);
        seen.add(
            new Seen(
                learner,
                progress.get("position").asLong(),
                progress.at("/competencies/0/evidence").asLong(0)));
      }
    }
  }

  private Queue<Long> writtenOf(String learner) {
    return written.computeIfAbsent(learner, none -> new ConcurrentLinkedQueue<>());
  }

  private long writtenSoFar() {
    return written.values().stream().mapToLong(Queue::size).sum();
  }

  private static long last(Queue<Long> positions) {
    return positions.stream().mapToLong(Long::longValue).max().orElse(-1);
  }

  private boolean isSeenBeyond(long position) {
    return seen.stream()
            .filter(one -> one.position() > position)
            .map(Seen::learner)
            .distinct()
            .count()
        == LEARNERS;
  }

  private void assertNothingIsLostDoubledOrTakenBack() {
    Map<String, Long> reached = new HashMap<>();
    for (Seen one : seen) {
      long before = reached.merge(one.learner(), one.position(), Math::max);
      assertThat(one.position()).as("position after %d: %s", before, one).isEqualTo(before);
      long there = writtenOf(one.learner()).stream().filter(each -> each <= one.position()).count();
      assertThat(one.evidence()).as(one.toString()).isEqualTo(there);
    }
    assertThat(reached).hasSize(LEARNERS);
  }

  /** The product compares rebuilt tables with the live ones row by row, and says so. */
  private void assertFreshFoldIsTheSame(Calls reader, TestPostgres postgres, TestKafka kafka)
      throws Exception {
    List<String> names = new ArrayList<>();
    for (JsonNode projection : projections(reader)) {
      names.add(projection.get("projection").asString());
    }
    assertThat(names).contains("learnerprogress", "transcript", "portfolio");
    String wish = "--progression.rebuild=" + names.stream().collect(joining(","));
    try (ServerProcess third =
        ServerProcess.start(with(postgres, kafka, "third", "projections", wish)).awaitReady()) {
      await()
          .atMost(SOON)
          .until(() ->
              IntStream.range(0, names.size())
                  .mapToObj(projections(third.calls())::get)
                  .allMatch(one -> one.get("rebuild").isNull()));
    }
  }

  private static JsonNode projections(Calls reader) throws Exception {
    return Calls.json(reader.send("GET", "/v1/projections", reader.token("reporting")))
        .get("items");
  }

  private interface Work {
    void run() throws Exception;
  }

  private static CompletableFuture<Void> run(Work work) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            work.run();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        },
        Thread::startVirtualThread);
  }
}
