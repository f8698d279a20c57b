package progression.mastery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The numbers that scores and policies accept, and what is done with them. */
class NumbersTest {

  private static final List<BigDecimal> HUGE =
      List.of(
          new BigDecimal("1E+31"),
          new BigDecimal("1E-31"),
          new BigDecimal("1234567890123456789012345678901"),
          new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE),
          new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE));

  @Test
  void trailing_zeros_do_not_distinguish_scores() {
    assertThat(Given.level("3.50")).isEqualTo(Given.level("3.5"));
    assertThat(Given.level("1E+1")).isEqualTo(Given.level("10"));
    assertThat(Given.raw("0.0", "10.0")).isEqualTo(Given.raw("0", "10"));
    assertThat(Given.scaled("1.000")).isEqualTo(Given.scaled("1"));
  }

  @Test
  void a_number_with_more_than_30_digits_is_refused_everywhere() {
    for (BigDecimal huge : HUGE) {
      for (Runnable use :
          List.<Runnable>of(
              () -> new Score.Level(huge),
              () -> new Score.Scaled(huge),
              () -> new Score.Raw(huge, BigDecimal.ONE),
              () -> new Score.Raw(BigDecimal.ZERO, huge),
              () -> new Policy.Scale(huge.negate(), BigDecimal.TEN),
              () -> new Policy.Scale(BigDecimal.ZERO, huge))) {
        assertThatIllegalArgumentException()
            .isThrownBy(use::run)
            .withMessageEndingWith("has at most 30 digits");
      }
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Given.sticky(Given.ZERO_TO_ONE, new Method.Latest(), "0." + "1".repeat(31)))
        .withMessage("the threshold has at most 30 digits");
    assertThat(Given.level("123456789012345678901234567890")).isNotNull();
  }

  @Test
  void a_weight_has_at_most_4_decimals() {
    String message = "w has at most 4 decimals";
    refused(() -> new Method.WeightedAverage(new BigDecimal("0.12345")), message);
    refused(() -> new Method.DecayingAverage(new BigDecimal("0.12345")), message);
    assertThat(new Method.DecayingAverage(new BigDecimal("0.123400"))).isNotNull();
  }

  @Test
  void scores_lie_within_their_own_bounds() {
    refused(() -> Given.scaled("1.01"), "a scaled score lies between 0 and 1: 1.01");
    refused(() -> Given.scaled("-0.01"), "a scaled score lies between 0 and 1: -0.01");
    refused(() -> Given.raw("4", "3"), "a raw score lies between 0 and its maximum: 4");
    refused(() -> Given.raw("-1", "3"), "a raw score lies between 0 and its maximum: -1");
    refused(() -> Given.raw("0", "0"), "the maximum score is greater than 0: 0");
  }

  @Test
  void policies_name_values_that_make_sense() {
    Method latest = new Method.Latest();
    refused(
        () -> Given.sticky(Given.ONE_TO_FIVE, latest, "5.1"),
        "the threshold 5.1 lies outside the scale 1 to 5");
    refused(
        () -> Given.sticky(Given.ONE_TO_FIVE, latest, "0.9"),
        "the threshold 0.9 lies outside the scale 1 to 5");
    refused(() -> Given.scale("1", "1.0"), "the scale's min is not below its max");
    refused(() -> new Method.Consecutive(0), "n is at least 1");
    refused(() -> new Method.NOfLastM(0, 1), "n is at least 1");
    refused(() -> new Method.NOfLastM(3, 2), "m is at least n");
    for (String w : List.of("0", "-0.1", "1.01")) {
      refused(
          () -> new Method.WeightedAverage(new BigDecimal(w)), "w is greater than 0 and at most 1");
      refused(
          () -> new Method.DecayingAverage(new BigDecimal(w)), "w is greater than 0 and at most 1");
    }
    refused(() -> required(-1, 0, 0, null), "a required count is not negative");
    refused(() -> required(0, -1, 0, null), "a required count is not negative");
    refused(() -> required(0, 0, -1, null), "a required count is not negative");
    refused(() -> required(0, 0, 0, Period.ZERO), "the window is a positive period");
    refused(() -> required(0, 0, 0, Period.ofDays(-1)), "the window is a positive period");
  }

  @Test
  void fractions_are_added_and_compared_by_value() {
    Exact third = new Exact(BigDecimal.ONE, BigInteger.valueOf(3));
    Exact sixth = new Exact(BigDecimal.ONE, BigInteger.valueOf(6));
    Exact half = third.plus(sixth);
    assertThat(half.reaches(new BigDecimal("0.5"))).isTrue();
    assertThat(half.compareTo(Exact.of(new BigDecimal("0.50")))).isZero();
    assertThat(third).isGreaterThan(sixth);
    assertThat(third.decimal()).isEqualTo("0." + "3".repeat(34));
    assertThat(third.times(new BigDecimal("3.00")).decimal()).isEqualTo("1");
    assertThat(third.dividedBy(2).compareTo(sixth)).isZero();
  }

  /** A given estimate must not lie on the other side of a threshold than the exact one. */
  @Test
  void cutting_off_never_crosses_a_threshold() {
    for (int under = 1; under <= 60; under++) {
      for (int over = -60; over <= 60; over++) {
        Exact exact = new Exact(BigDecimal.valueOf(over), BigInteger.valueOf(under));
        for (int hundredths = -200; hundredths <= 200; hundredths++) {
          BigDecimal threshold = BigDecimal.valueOf(hundredths, 2);
          if (exact.decimal().compareTo(threshold) >= 0 != exact.reaches(threshold)) {
            assertThat(exact).as("compared with %s", threshold).isNull();
          }
        }
      }
    }
  }

  private static void required(int evidence, int settings, int assessors, @Nullable Period window) {
    assertThat(new Policy.Requirements(evidence, settings, assessors, Set.of(), window))
        .isNotNull();
  }

  private static void refused(Runnable use, String message) {
    assertThatIllegalArgumentException().isThrownBy(use::run).withMessage(message);
  }
}
