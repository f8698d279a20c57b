package progression.api.expiremasteries;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import progression.agency.Actor;
import progression.agency.Role;
import progression.api.ApiServer;
import progression.api.District;
import progression.api.District.Answer;
import progression.kernel.EvidenceId;
import progression.kernel.LearnerId;
import progression.ledger.Priority;
import progression.ledger.command.CommandContext;
import progression.ledger.command.UseCases;
import progression.mastery.Evidence;
import progression.mastery.Score;
import progression.recordevidence.RecordEvidence;
import progression.recordevidence.RecordEvidence.Submission;
import tools.jackson.databind.JsonNode;

/** A mastery of M.1 lasts a month, and S-1, S-2 and S-3 showed theirs on days in March 2026. */
class ExpireMasteriesIT {

  private static final String A_MONTH =
      """
      {"title":"for a month","appliesTo":{"framework":"math"},"scale":{"min":0,"max":1},
       "method":{"type":"latest"},"threshold":0.8,"regression":"sticky",
       "requirements":{"expiry":"P1M"}}
      """;

  private final District district = ApiServer.newDistrict();

  @BeforeEach
  void march() {
    district.publishMath();
    assertThat(district.put("/v1/policies/month", A_MONTH).status()).isEqualTo(201);
    district.enroll("S-1", "S-2", "S-3", "S-4");
    shown("S-1", 1);
    shown("S-2", 1);
    shown("S-3", 20);
  }

  @Test
  void every_mastery_that_has_lapsed_by_the_moment_is_taken_back_and_told() {
    List<JsonNode> early = expire("2026-03-31T00:00:00Z").lines();
    long before = head();
    List<JsonNode> lines = expire("2026-04-10T00:00:00Z").lines();
    long after = head();

    assertThat(early).hasSize(1);
    assertThat(lines).extracting(line -> line.at("/learner").asString()).contains("S-1", "S-2");
    assertThat(lines).hasSize(3);
    JsonNode revision = lines.getFirst().at("/revisions/0");
    assertThat(revision.at("/code").asString()).isEqualTo("M.1");
    assertThat(revision.at("/from").asString()).isEqualTo("mastered");
    assertThat(revision.at("/to").asString()).isEqualTo("withdrawn");
    assertThat(lines.getFirst().at("/consequences/0/type").asString())
        .isEqualTo("MasteryWithdrawn");
    assertThat(lines.getLast().toString())
        .isEqualTo(
            "{\"result\":{\"asOf\":\"2026-04-10T00:00:00Z\",\"position\":%d,\"learners\":4,"
                    .formatted(before)
                + "\"changed\":2,\"changes\":[{\"from\":\"mastered\",\"to\":\"withdrawn\","
                + "\"verdicts\":2}],\"events\":2}}");
    assertThat(after - before).isEqualTo(2);
    assertThat(cause(after)).isEqualTo("2026-04-10T00:00:00Z");
  }

  @Test
  void after_an_interruption_the_same_call_goes_on_and_then_does_nothing() {
    reassess("S-1");

    List<JsonNode> rest = expire("2026-04-10T00:00:00Z").lines();
    long after = head();
    List<JsonNode> again = expire("2026-04-10T00:00:00Z").lines();

    assertThat(rest)
        .extracting(line -> line.at("/learner").asString(""))
        .containsExactly("S-2", "");
    assertThat(again).hasSize(1);
    assertThat(again.getFirst().at("/result/changed").asInt(-1)).isZero();
    assertThat(again.getFirst().at("/result/events").asInt(-1)).isZero();
    assertThat(head()).isEqualTo(after);
  }

  @Test
  void one_that_has_lapsed_is_taken_back_by_itself_too_and_once() {
    Answer first = reassess("S-3");
    Answer again = reassess("S-3");

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.json().at("/verdict/status").asString()).isEqualTo("withdrawn");
    assertThat(first.json().at("/consequences/0/type").asString()).isEqualTo("MasteryWithdrawn");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().at("/consequences").isEmpty()).isTrue();
  }

  @Test
  void what_was_taken_back_can_be_shown_again() {
    expire("2026-04-10T00:00:00Z");

    Answer answer =
        district.post(
            "/v1/evidence",
            District.evidence("again", "S-1", 0.9, 0)
                .replace("2026-03-01T00:00:00Z", Instant.now().toString()));

    assertThat(answer.json().at("/verdict/status").asString()).isEqualTo("mastered");
  }

  @Test
  void a_moment_that_has_not_come_is_refused() {
    Answer answer = expire(Instant.now().plus(Duration.ofDays(1)).toString());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-field");
  }

  private Answer expire(String asOf) {
    return district.post("/v1/masteries/expire", "{\"asOf\":\"" + asOf + "\"}");
  }

  private Answer reassess(String learner) {
    return district.post("/v1/learners/%s/competencies/M.1/reassess".formatted(learner), "");
  }

  /** Evidence as it came in on that day of March, when the clock said so. */
  private void shown(String learner, int day) {
    Instant at = Instant.parse("2026-03-%02dT10:00:00Z".formatted(day));
    ApiServer.commands()
        .dispatch(
            UseCases.RECORD_EVIDENCE,
            district.name(),
            new CommandContext("district-sis", null, null, "c", at, Priority.INTERACTIVE),
            learner,
            () ->
                RecordEvidence.of(
                    new LearnerId(learner),
                    List.of(
                        new Submission(
                            new EvidenceId("t:" + learner),
                            "M.1",
                            null,
                            Evidence.Kind.ASSESSMENT,
                            new Score.Scaled(new BigDecimal("0.9")),
                            null,
                            null,
                            List.of(),
                            List.of(),
                            at,
                            null)),
                    new Actor(Role.DISTRICT, "district-sis"),
                    at,
                    ApiServer.curricula().fresh(district.name())));
  }

  private long head() {
    return ApiServer.ledgers().of(district.name()).reader().head().position();
  }

  private String cause(long position) {
    return ApiServer.recorded(district, position).at("/cause/asOf").asString();
  }
}
