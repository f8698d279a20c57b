package progression.api.problem;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import progression.kernel.Rejection;
import progression.ledger.LedgerBusyException;
import progression.ledger.LedgerUnavailableException;
import progression.ledger.OutcomeUnknownException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

class ProblemTest {

  @Test
  void every_refusal_has_its_status() {
    Map<String, Integer> table =
        Stream.of(Rejection.Type.values()).collect(toMap(Rejection.Type::slug, Problem::status));

    assertThat(table)
        .isEqualTo(
            Map.ofEntries(
                Map.entry("unknown-learner", 404),
                Map.entry("unknown-evidence", 404),
                Map.entry("ruling-conflict", 409),
                Map.entry("unknown-competency", 422),
                Map.entry("ambiguous-competency", 422),
                Map.entry("unknown-framework", 422),
                Map.entry("unknown-pathway", 422),
                Map.entry("unknown-entry", 404),
                Map.entry("unknown-reference", 422),
                Map.entry("may-not-act", 403),
                Map.entry("entry-conflict", 409),
                Map.entry("entry-closed", 409),
                Map.entry("not-an-option", 422),
                Map.entry("evidence-conflict", 409),
                Map.entry("policy-overlap", 409),
                Map.entry("mapping-overlap", 409),
                Map.entry("invalid-evidence", 400),
                Map.entry("invalid-framework", 400),
                Map.entry("prerequisite-cycle", 400),
                Map.entry("invalid-policy", 400),
                Map.entry("invalid-pathway", 400)));
  }

  @Test
  void no_two_problems_share_a_name() {
    assertThat(
            Stream.concat(
                Stream.of(Rejection.Type.values()).map(Rejection.Type::slug),
                Stream.of(ProblemType.values()).map(ProblemType::slug)))
        .doesNotHaveDuplicates();
  }

  @Test
  void a_refusal_an_outage_and_a_bug_are_three_things() {
    RuntimeException cause = new RuntimeException("jdbc:postgresql://secret");

    assertThat(problem(new BadInput(ProblemType.NOT_FOUND, "gone")).status()).isEqualTo(404);
    assertThat(problem(new LedgerBusyException("full")).slug()).isEqualTo("busy");
    assertThat(problem(new LedgerUnavailableException("down", cause)).status()).isEqualTo(503);
    assertThat(problem(new OutcomeUnknownException("torn", cause)).detail())
        .contains("may be recorded or not");
    assertThat(problem(new CompletionException(new LedgerBusyException("full"))).status())
        .isEqualTo(503);
    assertThat(problem(new RejectedExecutionException()).status()).isEqualTo(503);
    assertThat(problem(cause).status()).isEqualTo(500);
    assertThat(problem(cause).detail()).doesNotContain("secret");
  }

  @Test
  void it_is_written_with_its_place() {
    assertThat(json(new Place.Pointer("/a/0")))
        .isEqualTo(
            """
            {"type":"/problems/invalid-field","title":"A field does not hold what it should",\
            "status":400,"detail":"no","pointer":"/a/0"}\
            """);
    assertThat(json(new Place.Position(2, 3))).endsWith("\"line\":2,\"column\":3}");
    assertThat(json(new Place.Header("Accept"))).endsWith("\"header\":\"Accept\"}");
    assertThat(json(new Place.Parameter("id"))).endsWith("\"parameter\":\"id\"}");
  }

  @Test
  void what_callers_sent_comes_back_short_and_printable() {
    Problem problem = Problem.of(ProblemType.INVALID_FIELD, "\u0000\ud800" + "x".repeat(5_000));

    assertThat(problem.detail()).hasSize(1_000).startsWith("\uFFFD\uFFFDx");
  }

  private static Problem problem(Throwable failure) {
    return ProblemAdvice.problem(failure);
  }

  private static String json(Place place) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      Problem.of(ProblemType.INVALID_FIELD, "no", place).write(json);
    }
    return text.toString();
  }
}
