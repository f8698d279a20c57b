package progression.mastery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static progression.mastery.Given.AS_OF;
import static progression.mastery.Given.ONE_TO_FIVE;
import static progression.mastery.Given.levels;
import static progression.mastery.Given.sticky;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The advisory models. Their check values were worked out by hand from the formulas. */
class AdviceTest {

  /** Correct: 0.5·0.9/(0.5·0.9+0.5·0.2) = 0.8182, and after learning 0.8182+0.1818·0.1. */
  @Test
  void knowledge_tracing_follows_what_the_learner_got_right() {
    assertThat(estimate(Advisory.Bkt.DEFAULT)).isNull();
    assertThat(estimate(Advisory.Bkt.DEFAULT, "5")).isEqualTo("0.8364");
    assertThat(estimate(Advisory.Bkt.DEFAULT, "1")).as("0.05/0.45").isEqualTo("0.2000");
    assertThat(estimate(Advisory.Bkt.DEFAULT, "1", "5")).as("0.18/0.34").isEqualTo("0.5765");
  }

  @Test
  void knowledge_tracing_has_an_answer_where_its_parameters_leave_no_doubt() {
    Advisory certain =
        new Advisory.Bkt(BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    assertThat(estimate(certain, "1")).isEqualTo("1.0000");
  }

  /** At first 0.5 of the scale is expected. */
  @Test
  void a_rating_moves_by_how_much_a_score_surprises() {
    assertThat(estimate(Advisory.Elo.DEFAULT)).isNull();
    assertThat(estimate(Advisory.Elo.DEFAULT, "3")).isEqualTo("0.0000");
    assertThat(estimate(Advisory.Elo.DEFAULT, "5")).isEqualTo("0.2000");
    assertThat(estimate(Advisory.Elo.DEFAULT, "5", "5")).as("+0.4·0.4502").isEqualTo("0.3801");
    assertThat(estimate(Advisory.Elo.DEFAULT, "1")).isEqualTo("-0.2000");
  }

  @Test
  void parameters_that_turn_a_model_upside_down_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Advisory.Bkt(
                BigDecimal.ONE, BigDecimal.ONE, new BigDecimal("0.51"), BigDecimal.ZERO))
        .withMessage("guess lies between 0 and 0.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Advisory.Elo(new BigDecimal("-1"), BigDecimal.ZERO))
        .withMessage("k lies between 0 and 10");
  }

  @Test
  void advice_never_changes_an_assessment() {
    Policy plain = sticky(ONE_TO_FIVE, new Method.Average(), "3");

    assertThat(Mastery.assess(with(plain, Advisory.Bkt.DEFAULT), levels("5", "1"), AS_OF))
        .isEqualTo(Mastery.assess(plain, levels("5", "1"), AS_OF));
  }

  private static @Nullable BigDecimal estimate(Advisory model, String... levels) {
    Policy policy = with(sticky(ONE_TO_FIVE, new Method.Average(), "3"), model);
    return Advice.of(policy, levels(levels), AS_OF).getFirst().estimate();
  }

  private static Policy with(Policy policy, Advisory model) {
    return new Policy(
        policy.title(),
        policy.framework(),
        policy.competencies(),
        policy.scale(),
        policy.method(),
        policy.threshold(),
        policy.regression(),
        policy.prerequisites(),
        policy.requirements(),
        List.of(model));
  }
}
