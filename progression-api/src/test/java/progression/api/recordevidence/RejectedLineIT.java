package progression.api.recordevidence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static progression.api.District.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import progression.api.ApiServer;
import progression.api.District;
import progression.api.District.Answer;
import progression.api.bulk.RejectedLine;
import progression.api.problem.Problem;
import progression.api.problem.ProblemType;
import tools.jackson.databind.JsonNode;

class RejectedLineIT {

  private static final String BULK = "/v1/evidence/bulk";
  private static final String REJECTED = "/v1/evidence/rejected";

  private final District district =
      ApiServer.newDistrict().publishMath().adoptTwoInARow().enroll("S-1");

  @Test
  void what_was_rejected_can_be_listed_mended_and_sent_again() {
    String typo = evidence("1", "S-1", 0.9, 1).replace("score", "scor");
    district.bulk(BULK, evidence("0", "S-1", 0.9, 1) + "\n" + typo + "\n");

    JsonNode item = district.get(REJECTED).json().at("/items/0");
    Answer unmended = resend(item, "");
    Answer mended = resend(item, evidence("1", "S-1", 0.9, 1));

    assertThat(item.get("line").asInt()).isEqualTo(2);
    assertThat(item.get("text").asString()).isEqualTo(typo);
    assertThat(item.at("/problem/type").asString()).isEqualTo("/problems/unknown-field");
    assertThat(Instant.parse(item.get("receivedAt").asString()))
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    assertThat(unmended.problem()).isEqualTo("unknown-field");
    assertThat(mended.status()).isEqualTo(201);
    assertThat(mended.json().at("/verdict/status").asString()).isEqualTo("mastered");
    assertThat(district.get(REJECTED).json().get("items")).isEmpty();
    assertThat(resend(item, "").status()).isEqualTo(404);
  }

  @Test
  void what_was_refused_for_its_time_is_sent_again_as_it_was() {
    district.bulk(BULK, evidence("1", "S-2", 0.9, 1));
    JsonNode item = district.get(REJECTED).json().at("/items/0");
    assertThat(item.get("learner").asString()).isEqualTo("S-2");
    assertThat(resend(item, "").problem()).isEqualTo("unknown-learner");

    district.enroll("S-2");

    assertThat(resend(item, "").status()).isEqualTo(201);
  }

  @Test
  void lines_are_kept_as_they_came_whatever_they_are() {
    byte[] latin = "{\"id\":\"é\"}".getBytes(ISO_8859_1);
    district.bulk(BULK, latin);
    district.bulk(BULK, "x".repeat(100_000));

    JsonNode items = district.get(REJECTED).json().get("items");

    assertThat(items.get(0).has("text")).isFalse();
    assertThat(items.get(0).get("base64").binaryValue()).isEqualTo(latin);
    assertThat(items.get(1).get("text").asString()).isEqualTo("x".repeat(65_536));
    assertThat(resend(items.get(0), "").problem()).isEqualTo("malformed-text");
  }

  @Test
  void the_list_goes_page_by_page_oldest_first() {
    district.bulk(BULK, "{}\n".repeat(25));
    List<Integer> lines = new ArrayList<>();
    String cursor = "0";
    for (int page = 0; page < 3; page++) {
      JsonNode listed = district.get(REJECTED + "?limit=10&cursor=" + cursor).json();
      listed.get("items").forEach(item -> lines.add(item.get("line").asInt()));
      assertThat(listed.has("next")).isEqualTo(page < 2);
      cursor = listed.path("next").asString("");
    }

    assertThat(lines).hasSize(25).isSorted();
    assertThat(district.get(REJECTED + "?limit=0").problem()).isEqualTo("invalid-parameter");
    assertThat(district.get(REJECTED + "?limit=501").problem()).isEqualTo("invalid-parameter");
    assertThat(district.get(REJECTED + "?cursor=x").problem()).isEqualTo("invalid-parameter");
  }

  @Test
  void another_district_sees_none_of_it() {
    district.bulk(BULK, "{}\n");
    JsonNode item = district.get(REJECTED).json().at("/items/0");
    District other = ApiServer.newDistrict();

    assertThat(other.get(REJECTED).json().get("items")).isEmpty();
    assertThat(other.post(path(item), evidence("1", "S-1", 0.9, 1)).status()).isEqualTo(404);
  }

  @Test
  void they_are_forgotten_when_their_time_is_up() {
    RejectedLine line =
        new RejectedLine(1, null, new byte[] {'x'}, Problem.of(ProblemType.MALFORMED_JSON, "no"));
    RejectedLineJdbc lasting = new RejectedLineJdbc(ApiServer.database(), Duration.ofDays(30));
    RejectedLineJdbc brief = new RejectedLineJdbc(ApiServer.database(), Duration.ZERO);
    lasting.keep(district.name(), "district-sis", List.of(line));

    assertThat(brief.list(district.name(), 0, 10)).isEmpty();
    lasting.expire();
    assertThat(lasting.list(district.name(), 0, 10)).hasSize(1);
    brief.expire();
    assertThat(lasting.list(district.name(), 0, 10)).isEmpty();
  }

  private Answer resend(JsonNode item, String body) {
    return district.post(path(item), body);
  }

  private static String path(JsonNode item) {
    return REJECTED + "/" + item.get("id") + "/resend";
  }
}
