package progression.mastery;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.mastery.Given.AS_OF;
import static progression.mastery.Given.ONE_TO_FIVE;
import static progression.mastery.Given.ZERO_TO_ONE;
import static progression.mastery.Given.ids;
import static progression.mastery.Given.leftOut;
import static progression.mastery.Given.levels;
import static progression.mastery.Given.raw;
import static progression.mastery.Given.scale;
import static progression.mastery.Given.scaled;
import static progression.mastery.Given.scored;
import static progression.mastery.Given.tracking;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import progression.mastery.Grounds.Why;

/** Each method with its check values, its use of the evidence and its words. */
class MethodsTest {

  private static final BigDecimal W = new BigDecimal("0.65");

  @Test
  void a_weighted_average_of_1_to_5_is_4_13() {
    Assessment assessment = assess(new Method.WeightedAverage(W), "4.125", "1", "2", "3", "4", "5");
    assertThat(assessment.estimate()).isEqualTo("4.125");
    assertThat(Mastery.rounded(new BigDecimal("4.125"))).isEqualTo("4.13");
    assertThat(assessment.satisfied()).isTrue();
    assertThat(assessment.used()).isEqualTo(ids("e0", "e1", "e2", "e3", "e4"));
    assertThat(assessment.reason()).isEqualTo("The weighted average, 4.13, reaches 4.125.");
  }

  @Test
  void a_decaying_average_of_2_3_4_is_3_53() {
    Assessment assessment = assess(new Method.DecayingAverage(W), "3.53", "2", "3", "4");
    assertThat(assessment.estimate()).isEqualTo("3.5275");
    assertThat(Mastery.rounded(new BigDecimal("3.5275"))).isEqualTo("3.53");
  }

  @Test
  void the_threshold_is_compared_with_the_unrounded_estimate() {
    Assessment assessment = assess(new Method.DecayingAverage(W), "3.53", "2", "3", "4");
    assertThat(assessment.satisfied()).isFalse();
    assertThat(assessment.reason()).isEqualTo("The decaying average, 3.528, is below 3.53.");
  }

  @Test
  void a_single_score_is_its_own_average_of_every_sort() {
    for (Method method :
        List.of(
            new Method.Latest(),
            new Method.Highest(),
            new Method.Average(),
            new Method.MeanOfLast(3),
            new Method.WeightedAverage(W),
            new Method.DecayingAverage(W),
            new Method.PowerLaw(),
            new Method.Consecutive(1),
            new Method.NOfLastM(1, 1),
            new Method.NOfLastM(1, 5))) {
      assertThat(assess(method, "3", "3").estimate()).as("%s", method).isEqualTo("3");
      assertThat(assess(method, "3", "3").satisfied()).as("%s", method).isTrue();
      assertThat(assess(method, "3", "2.99").satisfied()).as("%s", method).isFalse();
    }
  }

  @Test
  void three_in_a_row_are_needed_in_a_row() {
    Method method = new Method.Consecutive(3);
    Assessment two = assess(method, "3", "3", "2", "4", "5");
    assertThat(two.satisfied()).isFalse();
    assertThat(two.estimate()).isEqualTo("2");
    assertThat(two.used()).isEqualTo(ids("e1", "e2", "e3"));
    assertThat(two.leftOut()).containsExactly(leftOut("e0", Why.NOT_CONSIDERED));
    assertThat(two.reason())
        .isEqualTo("Needs 3 scores in a row of at least 3; the current run is 2.");
    Assessment three = assess(method, "3", "3", "2", "4", "5", "3");
    assertThat(three.satisfied()).isTrue();
    assertThat(three.estimate()).isEqualTo("3");
    assertThat(three.since()).isEqualTo(Given.day(4));
    assertThat(three.reason()).isEqualTo("3 of the last 3 scores reach 3.");
  }

  @Test
  void fewer_scores_than_a_method_needs_make_no_estimate() {
    Assessment row = assess(new Method.Consecutive(3), "3", "5", "5");
    assertThat(row.estimate()).isNull();
    assertThat(row.used()).isEqualTo(ids("e0", "e1"));
    Assessment share = assess(new Method.NOfLastM(2, 4), "3", "5");
    assertThat(share.estimate()).isNull();
    assertThat(share.reason())
        .isEqualTo("Needs 2 of the last 4 scores to be at least 3; so far 1 of 1.");
  }

  @Test
  void the_estimate_of_n_of_the_last_m_is_the_nth_highest_of_them() {
    Method method = new Method.NOfLastM(2, 3);
    Assessment shown = assess(method, "3", "5", "5", "3", "1", "4");
    assertThat(shown.estimate()).isEqualTo("3");
    assertThat(shown.satisfied()).isTrue();
    assertThat(shown.reason()).isEqualTo("2 of the last 3 scores reach 3.");
    Assessment notYet = assess(method, "3", "5", "5", "2", "1", "4");
    assertThat(notYet.estimate()).isEqualTo("2");
    assertThat(notYet.satisfied()).isFalse();
    assertThat(notYet.used()).isEqualTo(ids("e2", "e3", "e4"));
  }

  @Test
  void n_mastery_is_the_mean_of_the_scores_that_reach_the_threshold_and_of_no_others() {
    Method method = new Method.NMastery(3);
    Assessment two = assess(method, "3", "3", "1", "5");
    assertThat(two.satisfied()).isFalse();
    assertThat(two.estimate()).isNull();
    assertThat(two.used()).isEqualTo(ids("e0", "e2"));
    assertThat(two.leftOut()).containsExactly(leftOut("e1", Why.NOT_CONSIDERED));
    assertThat(two.reason()).isEqualTo("Needs 3 scores of at least 3; so far 2.");
    Assessment four = assess(method, "3", "3", "1", "5", "2.99", "4", "3");
    assertThat(four.satisfied()).isTrue();
    assertThat(four.estimate()).isEqualTo("3.75");
    assertThat(four.used()).isEqualTo(ids("e0", "e2", "e4", "e5"));
    assertThat(four.since()).isEqualTo(Given.day(4));
    assertThat(four.reason()).isEqualTo("Scores that reach 3: 4, and 3 are needed.");
  }

  @Test
  void the_mean_of_the_last_k_forgets_what_came_before() {
    Method method = new Method.MeanOfLast(3);
    Assessment assessment = assess(method, "4", "1", "5", "3", "4");
    assertThat(assessment.estimate()).isEqualTo("4");
    assertThat(assessment.satisfied()).isTrue();
    assertThat(assessment.used()).isEqualTo(ids("e1", "e2", "e3"));
    assertThat(assessment.reason()).isEqualTo("The average of the last 3, 4, reaches 4.");
    assertThat(assess(method, "4", "1", "5").estimate()).isEqualTo("3");
  }

  /** The expected values were calculated apart, with 40 digits. */
  @Test
  void the_power_law_follows_the_learning_curve() {
    Method method = new Method.PowerLaw();
    assertThat(assess(method, "4", "1", "2", "3", "4").estimate()).isEqualTo("4");
    assertThat(assess(method, "4", "1", "2", "3", "4").satisfied()).isTrue();
    assertThat(assess(method, "3", "3", "3", "3").satisfied()).isTrue();
    assertThat(assess(method, "3", "1", "2", "2", "3").estimate()).isEqualTo("2.86561933656");
    assertThat(assess(method, "3", "2", "3", "2", "4", "4").estimate()).isEqualTo("3.70821611703");
    assertThat(assess(method, "3", "2", "3", "2", "4", "4").reason())
        .isEqualTo("The power law estimate, 3.71, reaches 3.");
  }

  @Test
  void the_power_law_is_capped_at_the_top_of_the_scale() {
    assertThat(assess(new Method.PowerLaw(), "5", "1", "4", "5", "5").estimate()).isEqualTo("5");
  }

  @Test
  void a_score_of_zero_has_a_place_on_the_learning_curve() {
    Policy policy = tracking(scale("0", "4"), new Method.PowerLaw(), "3");
    assertThat(Mastery.assess(policy, levels("0", "4"), AS_OF).estimate()).isEqualTo("4");
    assertThat(Mastery.assess(policy, levels("0", "0"), AS_OF).estimate()).isEqualTo("0.04");
  }

  @Test
  void the_latest_is_used_alone() {
    Assessment assessment = assess(new Method.Latest(), "3", "5", "2");
    assertThat(assessment.estimate()).isEqualTo("2");
    assertThat(assessment.used()).isEqualTo(ids("e1"));
    assertThat(assessment.leftOut()).containsExactly(leftOut("e0", Why.NOT_CONSIDERED));
    assertThat(assessment.reason()).isEqualTo("The latest score, 2, is below 3.");
  }

  @Test
  void the_highest_is_used_alone_and_of_equals_the_earliest() {
    Assessment assessment = assess(new Method.Highest(), "5", "2", "4", "4", "3");
    assertThat(assessment.estimate()).isEqualTo("4");
    assertThat(assessment.used()).isEqualTo(ids("e1"));
    assertThat(assessment.leftOut())
        .extracting(Grounds.LeftOut::why)
        .containsOnly(Why.NOT_CONSIDERED)
        .hasSize(3);
  }

  @Test
  void an_average_counts_all() {
    Assessment assessment = assess(new Method.Average(), "3", "1", "2", "4");
    assertThat(assessment.estimate()).isEqualTo("2.333333333333333333333333333333333");
    assertThat(assessment.used()).isEqualTo(ids("e0", "e1", "e2"));
    assertThat(assessment.reason()).isEqualTo("The average, 2.33, is below 3.");
  }

  /** 34 digits are not enough here: they make it 0.4999999999999999999999999999999999. */
  @Test
  void thirds_average_exactly() {
    Policy policy = tracking(scale("0", "4"), new Method.Average(), "0.5");
    List<Evidence> evidence = new ArrayList<>();
    for (int day = 0; day < 8; day++) {
      evidence.add(scored(day, raw(day < 3 ? "1" : "0", "3")));
    }
    Assessment assessment = Mastery.assess(policy, evidence, AS_OF);
    assertThat(assessment.estimate()).isEqualTo("0.5");
    assertThat(assessment.satisfied()).isTrue();
  }

  @Test
  void an_estimate_just_below_is_not_given_out_as_the_threshold() {
    Policy policy =
        tracking(ZERO_TO_ONE, new Method.DecayingAverage(new BigDecimal("0.9999")), "1");
    List<Evidence> evidence =
        List.of(
            scored(0, scaled("0." + "9".repeat(30))),
            scored(1, scaled("1")),
            scored(2, scaled("1")));
    Assessment assessment = Mastery.assess(policy, evidence, AS_OF);
    String shown = "0." + "9".repeat(34);
    assertThat(assessment.satisfied()).isFalse();
    assertThat(assessment.estimate()).isEqualTo(shown);
    assertThat(assessment.reason()).isEqualTo("The decaying average, " + shown + ", is below 1.");
  }

  @Test
  void shares_and_points_are_spread_over_the_scale() {
    Policy policy = tracking(ONE_TO_FIVE, new Method.Latest(), "3");
    assertThat(estimate(policy, scaled("0"))).isEqualTo("1");
    assertThat(estimate(policy, scaled("1"))).isEqualTo("5");
    assertThat(estimate(policy, scaled("0.5"))).isEqualTo("3");
    assertThat(estimate(policy, raw("0", "3"))).isEqualTo("1");
    assertThat(estimate(policy, raw("1", "3"))).isEqualTo("2.333333333333333333333333333333333");
    assertThat(estimate(policy, raw("3", "3"))).isEqualTo("5");
    assertThat(estimate(policy, raw("6.25", "12.5"))).isEqualTo("3");
    assertThat(estimate(policy, Given.level("4.5"))).isEqualTo("4.5");
    Policy aroundZero = tracking(scale("-2", "2"), new Method.Latest(), "0");
    assertThat(estimate(aroundZero, raw("1", "3")))
        .isEqualTo("-0.6666666666666666666666666666666667");
    assertThat(estimate(aroundZero, scaled("0.5"))).isEqualTo("0");
  }

  @Test
  void thresholds_at_the_ends_of_the_scale_are_reached_there() {
    for (Method method : List.of(new Method.Average(), new Method.Consecutive(2))) {
      List<Evidence> lowest = levels("1", "1");
      List<Evidence> highest = levels("5", "5");
      assertThat(satisfied(tracking(ONE_TO_FIVE, method, "1"), lowest)).isTrue();
      assertThat(satisfied(tracking(ONE_TO_FIVE, method, "5"), highest)).isTrue();
      assertThat(satisfied(tracking(ONE_TO_FIVE, method, "5"), levels("5", "4.99"))).isFalse();
      assertThat(satisfied(tracking(ONE_TO_FIVE, method, "1"), List.of())).isFalse();
    }
  }

  private static Assessment assess(Method method, String threshold, String... levels) {
    return Mastery.assess(tracking(ONE_TO_FIVE, method, threshold), levels(levels), AS_OF);
  }

  private static BigDecimal estimate(Policy policy, Score score) {
    return Objects.requireNonNull(
        Mastery.assess(policy, List.of(scored(0, score)), AS_OF).estimate());
  }

  private static boolean satisfied(Policy policy, List<Evidence> evidence) {
    return Mastery.assess(policy, evidence, AS_OF).satisfied();
  }
}
