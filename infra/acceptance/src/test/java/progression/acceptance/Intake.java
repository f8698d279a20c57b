package progression.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import progression.acceptance.District.Answer;
import progression.acceptance.Responses.Response;
import tools.jackson.databind.JsonNode;

/**
 * How a district takes the responses in: its skills, the policy "three in a row correct, sticky",
 * its students and then the evidence, as files of lines.
 *
 * @param work the folder of the files
 */
record Intake(Responses responses, Path work) {

  private static final Instant FIRST_DAY = Instant.parse("2009-09-01T08:00:00Z");

  /** Publishes, adopts and enrolls. */
  void prepare(District to) throws Exception {
    Answer framework =
        to.put(
            "/v1/frameworks/" + Curriculum.FRAMEWORK, Curriculum.casePackage(responses.skills()));
    assertThat(framework.status()).as(framework.body()).isEqualTo(201);
    Answer policy = to.put("/v1/policies/three-in-a-row", Curriculum.THREE_IN_A_ROW);
    assertThat(policy.status()).as(policy.body()).isEqualTo(201);
    AtomicLong enrolled = new AtomicLong();
    to.bulk(
        "/v1/learners/bulk",
        students(),
        line -> {
          if (line.path("status").asString("").equals("enrolled")) {
            enrolled.incrementAndGet();
          }
        });
    assertThat(enrolled).hasValue(responses.students().size());
  }

  /** Posts a file of evidence and gives the summary. Every line must be answered, in order. */
  static JsonNode bulk(District to, Path file) throws Exception {
    return bulk(to, file, line -> {});
  }

  /** The same, with each line but the summary given on. */
  static JsonNode bulk(District to, Path file, Consumer<JsonNode> each) throws Exception {
    AtomicLong expected = new AtomicLong();
    List<JsonNode> summary = new ArrayList<>();
    to.bulk(
        "/v1/evidence/bulk",
        file,
        line -> {
          if (line.has("summary")) {
            summary.add(line.get("summary"));
          } else {
            assertThat(line.get("line").asLong()).isEqualTo(expected.incrementAndGet());
            assertThat(line.path("status").asString()).as(line.toString()).isNotEqualTo("rejected");
            each.accept(line);
          }
        });
    assertThat(summary).hasSize(1);
    return summary.getFirst();
  }

  /** Waits until every projection has applied all that the ledger holds, for every learner. */
  static void awaitProjections(District of) throws Exception {
    long head = of.audit("/v1/ledger").json().get("position").asLong();
    await()
        .atMost(Duration.ofMinutes(5))
        .untilAsserted(() ->
            assertThat(of.report("/v1/projections").json().get("items"))
                .isNotEmpty()
                .allSatisfy(projection ->
                    assertThat(projection.get("position").asLong())
                        .as(projection.get("projection").asString())
                        .isGreaterThanOrEqualTo(head)));
  }

  private Path students() throws IOException {
    Files.createDirectories(work);
    return Files.write(
        work.resolve("learners.ndjson"),
        responses.students().stream().map("{\"learner\":\"%s\"}"::formatted).toList());
  }

  /** A file of evidence. */
  Path file(String name, List<Response> responses) throws IOException {
    Files.createDirectories(work);
    Path file = work.resolve(name);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (Response response : responses) {
        out.write(
            """
            {"id":"assistments:%1$s-%2$d","learner":"%1$s","competency":"%3$s",\
            "kind":"assessment","score":{"scaled":%4$d},"setting":"online","occurredAt":"%5$s"}
            """
                .formatted(
                    response.student(),
                    response.order(),
                    Curriculum.code(response.skill()),
                    response.correct() ? 1 : 0,
                    FIRST_DAY.plusSeconds(60L * response.order())));
      }
    }
    return file;
  }
}
