package progression.mastery;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.mastery.Given.level;
import static progression.mastery.Given.raw;
import static progression.mastery.Given.scaled;
import static progression.mastery.Policy.Moderation.Resolution.LOWER;
import static progression.mastery.Policy.Moderation.Resolution.MEAN;
import static progression.mastery.Policy.Moderation.Resolution.THIRD_SCORER;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import progression.mastery.Policy.Moderation;
import progression.mastery.Policy.Moderation.Resolution;

class ModeratedScoreTest {

  private static @Nullable Score come(@Nullable Moderation moderation, Score... scores) {
    Policy policy =
        Given.policy(
            Given.ONE_TO_FIVE,
            new Method.Latest(),
            "3",
            Policy.Regression.TRACKING,
            new Policy.Requirements(0, 0, 0, Set.of(), null, null, moderation));
    return ModeratedScore.of(policy, List.of(scores));
  }

  private static Moderation by(Resolution resolution, String tolerance) {
    return new Moderation(false, new BigDecimal(tolerance), resolution);
  }

  @Test
  void scores_that_agree_within_the_tolerance_leave_the_first_standing() {
    for (Resolution resolution : Resolution.values()) {
      assertThat(come(by(resolution, "0.5"), level("4"), level("3.5"))).isEqualTo(level("4"));
      assertThat(come(by(resolution, "0.5"), level("3.5"), level("4"))).isEqualTo(level("3.5"));
    }
  }

  @Test
  void scores_that_disagree_come_to_their_mean_or_the_lower_one() {
    assertThat(come(by(MEAN, "0.5"), level("5"), level("2"))).isEqualTo(raw("5", "8"));
    assertThat(come(by(LOWER, "0.5"), level("5"), level("2"))).isEqualTo(level("2"));
    assertThat(come(by(LOWER, "0"), scaled("0.5"), level("2"))).isEqualTo(level("2"));
  }

  @Test
  void a_third_scorer_is_waited_for_and_decides() {
    assertThat(come(by(THIRD_SCORER, "0.5"), level("5"), level("2"))).isNull();
    assertThat(come(by(THIRD_SCORER, "0.5"), level("5"), level("2"), level("3")))
        .isEqualTo(level("3"));
  }

  @Test
  void a_required_second_score_is_waited_for() {
    Moderation required = new Moderation(true, BigDecimal.ZERO, MEAN);

    assertThat(come(required, level("5"))).isNull();
    assertThat(come(required, level("5"), level("5"))).isEqualTo(level("5"));
    assertThat(come(by(MEAN, "0"), level("5"))).isEqualTo(level("5"));
  }

  @Test
  void without_a_word_of_the_policy_both_count_alike_and_thirds_stay_thirds() {
    assertThat(come(null, raw("1", "3"), scaled("0.5"))).isEqualTo(raw("5", "12"));
    assertThat(come(null, raw("1", "3"))).isEqualTo(raw("1", "3"));
  }
}
