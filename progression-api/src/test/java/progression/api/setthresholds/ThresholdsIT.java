package progression.api.setthresholds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import progression.api.ApiServer;
import progression.api.District;
import progression.api.District.Answer;

class ThresholdsIT {

  private final District district = ApiServer.newDistrict();

  @Test
  void what_is_left_out_has_its_default_and_the_same_again_changes_nothing() {
    Answer first = district.put("/v1/thresholds", "{\"attempts\":4,\"feedbackDays\":14}");
    Answer again =
        district.put(
            "/v1/thresholds",
            """
            {"attempts":4,"feedbackDays":14,"weeksBehind":1,"targetDays":14,"smallestGroup":10}
            """);
    Answer next = district.put("/v1/thresholds", "{\"attempts\":3,\"feedbackDays\":14}");

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.text()).isEqualTo("{\"version\":1,\"position\":0}");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(next.text()).isEqualTo("{\"version\":2,\"position\":1}");
  }

  @Test
  void a_smaller_group_than_ten_is_refused() {
    Answer refused =
        district.put("/v1/thresholds", "{\"attempts\":3,\"feedbackDays\":14,\"smallestGroup\":9}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.problem()).isEqualTo("invalid-field");
    assertThat(refused.text()).contains("smallestGroup is 9", "\"pointer\":\"/smallestGroup\"");
  }
}
