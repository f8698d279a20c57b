package progression.mastery;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.mastery.Given.AS_OF;
import static progression.mastery.Given.ONE_TO_FIVE;
import static progression.mastery.Given.ZERO_TO_ONE;
import static progression.mastery.Given.day;
import static progression.mastery.Given.evidence;
import static progression.mastery.Given.ids;
import static progression.mastery.Given.leftOut;
import static progression.mastery.Given.level;
import static progression.mastery.Given.levels;
import static progression.mastery.Given.policy;
import static progression.mastery.Given.scored;
import static progression.mastery.Given.sticky;
import static progression.mastery.Given.tracking;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import progression.kernel.PolicyId;
import progression.mastery.Grounds.Why;

/** Prefixes, regression, requirements and what is left out. */
class MasteryTest {

  private static final Method ROW_OF_3 = new Method.Consecutive(3);

  @Test
  void without_evidence_nothing_is_shown() {
    Assessment assessment = Mastery.assess(row(), List.of(), AS_OF);
    assertThat(assessment)
        .isEqualTo(
            new Assessment(
                false,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                "There is no evidence yet."));
  }

  @Test
  void evidence_without_a_score_does_not_count() {
    Assessment assessment = Mastery.assess(row(), List.of(scored(0, null), scored(1, null)), AS_OF);
    assertThat(assessment.satisfied()).isFalse();
    assertThat(assessment.leftOut())
        .containsExactly(leftOut("e0", Why.UNSCORED), leftOut("e1", Why.UNSCORED));
    assertThat(assessment.reason()).isEqualTo("No evidence counts yet: 2 without a score.");
    List<Evidence> evidence = new ArrayList<>(levels("1", "1"));
    evidence.add(scored(2, null));
    evidence.add(scored(3, level("1")));
    assertThat(Mastery.assess(row(), evidence, AS_OF).satisfied()).isTrue();
  }

  @Test
  void a_level_that_the_scale_does_not_have_is_left_out_and_can_be_refused() {
    Policy policy = tracking(ONE_TO_FIVE, new Method.Average(), "3");
    Assessment assessment = Mastery.assess(policy, levels("0.99", "1", "5", "5.01"), AS_OF);
    assertThat(assessment.estimate()).isEqualTo("3");
    assertThat(assessment.leftOut())
        .containsExactly(leftOut("e0", Why.OFF_SCALE), leftOut("e3", Why.OFF_SCALE));
    assertThat(Mastery.refusal(policy, level("5.01")))
        .contains("the level 5.01 lies outside the policy's scale 1 to 5");
    assertThat(Mastery.refusal(policy, level("0"))).isPresent();
    assertThat(Mastery.refusal(policy, level("1"))).isEmpty();
    assertThat(Mastery.refusal(policy, level("5"))).isEmpty();
    assertThat(Mastery.refusal(policy, Given.scaled("0"))).isEmpty();
    assertThat(Mastery.refusal(policy, Given.raw("40", "40"))).isEmpty();
  }

  @Test
  void evidence_of_the_same_moment_is_ordered_by_its_id() {
    Policy latest = tracking(ZERO_TO_ONE, new Method.Latest(), "1");
    Evidence a = evidence("a", 0, level("0"), Evidence.Kind.ASSESSMENT, null, null);
    Evidence b = evidence("b", 0, level("1"), Evidence.Kind.ASSESSMENT, null, null);
    assertThat(Mastery.assess(latest, List.of(a, b), AS_OF).used()).isEqualTo(ids("b"));
    assertThat(Mastery.assess(latest, List.of(b, a), AS_OF).used()).isEqualTo(ids("b"));
  }

  @Test
  void a_sticky_mastery_outlives_later_weakness_and_says_so() {
    Assessment assessment = Mastery.assess(row(), levels("0", "1", "1", "1", "0.5", "1"), AS_OF);
    assertThat(assessment.satisfied()).isTrue();
    assertThat(assessment.since()).isEqualTo(day(3));
    assertThat(assessment.estimate()).isEqualTo("0.5");
    assertThat(assessment.used()).isEqualTo(ids("e1", "e2", "e3"));
    assertThat(assessment.leftOut())
        .containsExactly(
            leftOut("e0", Why.NOT_CONSIDERED),
            leftOut("e4", Why.AFTER_MASTERY),
            leftOut("e5", Why.AFTER_MASTERY));
    assertThat(assessment.reason())
        .isEqualTo(
            "Shown before: 3 of the last 3 scores reach 1; the estimate is 0.5 now, and the mastery"
                + " stays.");
  }

  @Test
  void a_sticky_mastery_that_later_evidence_confirms_needs_no_excuse() {
    Assessment assessment = Mastery.assess(row(), levels("1", "1", "1", "1"), AS_OF);
    assertThat(assessment.since()).isEqualTo(day(2));
    assertThat(assessment.reason()).isEqualTo("Shown before: 3 of the last 3 scores reach 1.");
  }

  @Test
  void late_earlier_weakness_takes_a_sticky_mastery_back() {
    List<Evidence> evidence = new ArrayList<>(levels("1", "1", "1"));
    assertThat(Mastery.assess(row(), evidence, AS_OF).satisfied()).isTrue();
    evidence.add(evidence("e1-again", 1, level("0"), Evidence.Kind.ASSESSMENT, null, null));
    Assessment assessment = Mastery.assess(row(), evidence, AS_OF);
    assertThat(assessment.satisfied()).isFalse();
    assertThat(assessment.since()).isNull();
    assertThat(assessment.reason())
        .isEqualTo("Needs 3 scores in a row of at least 1; the current run is 1.");
  }

  @Test
  void a_tracking_mastery_is_lost_to_later_weakness_and_dates_from_the_last_return() {
    Policy policy = tracking(ZERO_TO_ONE, new Method.Latest(), "1");
    assertThat(Mastery.assess(policy, levels("1", "0"), AS_OF).satisfied()).isFalse();
    assertThat(Mastery.assess(policy, levels("1", "0"), AS_OF).since()).isNull();
    Assessment back = Mastery.assess(policy, levels("1", "1", "0", "1", "1", "1"), AS_OF);
    assertThat(back.satisfied()).isTrue();
    assertThat(back.since()).isEqualTo(day(3));
    assertThat(back.used()).isEqualTo(ids("e5"));
  }

  @Test
  void settings_assessors_kinds_and_a_count_can_be_required_besides() {
    Policy policy =
        policy(
            ZERO_TO_ONE,
            new Method.Latest(),
            "1",
            Policy.Regression.STICKY,
            new Policy.Requirements(
                3, 2, 2, Set.of(Evidence.Kind.PERFORMANCE_TASK, Evidence.Kind.OBSERVATION), null));
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(full("a", 0, Evidence.Kind.OBSERVATION, "lab", "T-1"));
    assertThat(Mastery.assess(policy, evidence, AS_OF).reason())
        .isEqualTo(
            "The latest score, 1, reaches 1; still incomplete: 1 of 3 pieces of evidence, evidence"
                + " from 1 of 2 settings, evidence by 1 of 2 assessors, no performance task.");
    evidence.add(full("b", 1, Evidence.Kind.OBSERVATION, null, "T-2"));
    evidence.add(full("c", 2, Evidence.Kind.PERFORMANCE_TASK, "lab", null));
    Assessment almost = Mastery.assess(policy, evidence, AS_OF);
    assertThat(almost.satisfied()).isFalse();
    assertThat(almost.since()).isNull();
    assertThat(almost.reason())
        .isEqualTo(
            "The latest score, 1, reaches 1; still incomplete: evidence from 1 of 2 settings.");
    evidence.add(full("d", 3, Evidence.Kind.ASSESSMENT, "shop", "T-1"));
    Assessment complete = Mastery.assess(policy, evidence, AS_OF);
    assertThat(complete.satisfied()).isTrue();
    assertThat(complete.since()).isEqualTo(day(3));
    assertThat(complete.reason()).isEqualTo("The latest score, 1, reaches 1.");
  }

  @Test
  void unscored_evidence_meets_no_requirement() {
    Policy policy =
        policy(
            ZERO_TO_ONE,
            new Method.Latest(),
            "1",
            Policy.Regression.STICKY,
            new Policy.Requirements(0, 1, 0, Set.of(), null));
    List<Evidence> evidence =
        List.of(
            evidence("a", 0, null, Evidence.Kind.ASSESSMENT, "lab", null),
            evidence("b", 1, level("1"), Evidence.Kind.ASSESSMENT, null, null));
    assertThat(Mastery.assess(policy, evidence, AS_OF).satisfied()).isFalse();
  }

  @Test
  void a_window_is_counted_by_the_calendar_and_includes_its_first_moment() {
    Instant asOf = Instant.parse("2024-03-29T10:00:00Z");
    Instant monthAgo = Instant.parse("2024-02-29T10:00:00Z");
    Policy policy = windowed(Period.ofMonths(1));
    assertThat(satisfiedBy(policy, monthAgo, asOf)).isTrue();
    assertThat(satisfiedBy(policy, monthAgo.minusNanos(1), asOf)).isFalse();
    assertThat(satisfiedBy(policy, asOf.plusSeconds(2), asOf)).isTrue();
    Assessment old = Mastery.assess(policy, List.of(scored(0, level("1"))), AS_OF);
    assertThat(old.leftOut()).containsExactly(leftOut("e0", Why.OUTSIDE_WINDOW));
    assertThat(old.reason()).isEqualTo("No evidence counts yet: 1 too long ago.");
  }

  @Test
  void a_window_longer_than_the_calendar_holds_everything() {
    assertThat(satisfiedBy(windowed(Period.ofYears(Integer.MAX_VALUE)), day(0), AS_OF)).isTrue();
    assertThat(
            satisfiedBy(
                windowed(Period.of(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE)),
                day(0),
                AS_OF))
        .isTrue();
  }

  @Test
  void the_grounds_name_the_policy_and_repeat_the_assessment() {
    Assessment assessment = Mastery.assess(row(), levels("0", "1", "1", "1"), AS_OF);
    assertThat(assessment.grounds(new PolicyId("p"), 7, BigDecimal.ONE))
        .isEqualTo(
            new Grounds(
                new PolicyId("p"),
                7,
                BigDecimal.ONE,
                BigDecimal.ONE,
                day(3),
                ids("e1", "e2", "e3"),
                List.of(leftOut("e0", Why.NOT_CONSIDERED)),
                "3 of the last 3 scores reach 1."));
  }

  /** One pass takes a fraction of a second; judging each prefix anew would take many minutes. */
  @Test
  void a_long_record_is_assessed_in_one_pass() {
    List<Evidence> evidence = new ArrayList<>();
    for (int day = 0; day < 100_000; day++) {
      evidence.add(scored(day, level(day % 2 == 0 ? "1" : "0")));
    }
    for (Method method :
        List.of(
            new Method.Consecutive(50_000),
            new Method.NOfLastM(40_000, 60_000),
            new Method.Average(),
            new Method.Highest())) {
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> Mastery.assess(tracking(ZERO_TO_ONE, method, "1"), evidence, AS_OF),
          method::toString);
    }
  }

  @Test
  void a_mastery_lapses_when_the_expiry_has_passed_since_it_was_last_shown() {
    Policy yearly = expiring(Policy.Regression.STICKY, Period.ofDays(10));
    List<Evidence> once = levels("1");

    Assessment before = Mastery.assess(yearly, once, day(10).minusNanos(1));
    assertThat(before.satisfied()).isTrue();
    assertThat(before.expires()).isEqualTo(day(10));
    Assessment after = Mastery.assess(yearly, once, day(10));
    assertThat(after.satisfied()).isFalse();
    assertThat(after.since()).isNull();
    assertThat(after.expires()).isEqualTo(day(10));
    assertThat(after.reason())
        .isEqualTo("Shown before, and lapsed on 2026-03-11. The latest score, 1, reaches 1.");
  }

  @Test
  void evidence_that_shows_it_again_renews_a_mastery_and_weak_evidence_does_not() {
    Policy policy = expiring(Policy.Regression.STICKY, Period.ofDays(10));
    List<Evidence> renewed = List.of(scored(0, level("1")), scored(8, level("1")));
    List<Evidence> weak = List.of(scored(0, level("1")), scored(8, level("0")));

    assertThat(Mastery.assess(policy, renewed, day(17)).since()).isEqualTo(day(0));
    assertThat(Mastery.assess(policy, renewed, day(18)).satisfied()).isFalse();
    assertThat(Mastery.assess(policy, weak, day(9)).satisfied()).isTrue();
    assertThat(Mastery.assess(policy, weak, day(10)).satisfied()).isFalse();
  }

  @Test
  void what_lapsed_is_shown_anew_from_the_evidence_that_shows_it_again() {
    Policy policy = expiring(Policy.Regression.TRACKING, Period.ofDays(10));
    List<Evidence> again = List.of(scored(0, level("1")), scored(10, level("1")));

    assertThat(Mastery.assess(policy, again, day(11)).since()).isEqualTo(day(10));
  }

  private static Policy expiring(Policy.Regression regression, Period expiry) {
    return policy(
        ZERO_TO_ONE,
        new Method.Latest(),
        "1",
        regression,
        new Policy.Requirements(0, 0, 0, Set.of(), null, expiry, null));
  }

  private static Policy row() {
    return sticky(ZERO_TO_ONE, ROW_OF_3, "1");
  }

  private static Policy windowed(Period window) {
    return policy(
        ZERO_TO_ONE,
        new Method.Latest(),
        "1",
        Policy.Regression.STICKY,
        new Policy.Requirements(0, 0, 0, Set.of(), window));
  }

  private static boolean satisfiedBy(Policy policy, Instant occurredAt, Instant asOf) {
    Evidence any = scored(0, level("1"));
    Evidence then =
        new Evidence(
            any.id(),
            any.learner(),
            any.competency(),
            any.kind(),
            any.score(),
            null,
            null,
            List.of(),
            List.of(),
            occurredAt,
            null);
    return Mastery.assess(policy, List.of(then), asOf).satisfied();
  }

  private static Evidence full(
      String id, int day, Evidence.Kind kind, @Nullable String setting, @Nullable String assessor) {
    return evidence(id, day, level("1"), kind, setting, assessor);
  }
}
