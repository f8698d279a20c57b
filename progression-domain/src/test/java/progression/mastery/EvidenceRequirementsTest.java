package progression.mastery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static progression.mastery.Given.AS_OF;
import static progression.mastery.Given.FRACTIONS;
import static progression.mastery.Given.HALVES;
import static progression.mastery.Given.THIRDS;
import static progression.mastery.Given.evidence;
import static progression.mastery.Given.ids;
import static progression.mastery.Given.leftOut;
import static progression.mastery.Given.level;
import static progression.mastery.Given.of;
import static progression.mastery.Given.rating;
import static progression.mastery.Given.scale;
import static progression.mastery.Given.tracking;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import progression.mastery.Grounds.Why;
import progression.mastery.Method.EvidenceRequirements;
import progression.mastery.Method.EvidenceRequirements.Skill;

/** The evidence of the skills decides: two ratings of halves and one of thirds, at level 9. */
class EvidenceRequirementsTest {

  @Test
  void of_each_skill_the_highest_ratings_count() {
    Assessment assessment =
        assess(
            null,
            rating(0, HALVES, "7"),
            rating(1, HALVES, "9"),
            rating(2, HALVES, "8"),
            rating(3, THIRDS, "10"));

    assertThat(assessment.satisfied()).isTrue();
    assertThat(assessment.estimate()).isEqualTo("9");
    assertThat(assessment.since()).isEqualTo(Given.day(3));
    assertThat(assessment.used()).isEqualTo(ids("e1", "e2", "e3"));
    assertThat(assessment.leftOut()).containsExactly(leftOut("e0", Why.NOT_CONSIDERED));
    assertThat(assessment.reason())
        .isEqualTo("3 of 3 ratings are there; their average, 9, reaches 8.5.");
  }

  @Test
  void before_every_skill_has_its_ratings_no_average_is_enough() {
    Assessment assessment =
        assess(null, rating(0, HALVES, "12"), rating(1, HALVES, "12"), rating(2, HALVES, "12"));

    assertThat(assessment.satisfied()).isFalse();
    assertThat(assessment.estimate()).isEqualTo("12");
    assertThat(assessment.reason())
        .isEqualTo("2 of 3 ratings are there; their average, 12, reaches 8.5.");
  }

  @Test
  void an_average_below_the_threshold_is_not_enough() {
    Assessment assessment =
        assess(null, rating(0, HALVES, "8"), rating(1, HALVES, "8"), rating(2, THIRDS, "9"));

    assertThat(assessment.satisfied()).isFalse();
    assertThat(assessment.reason())
        .isEqualTo("3 of 3 ratings are there; their average, 8.33, is below 8.5.");
  }

  @Test
  void every_rating_that_counts_reaches_the_minimum() {
    Evidence[] ratings = {
      rating(0, HALVES, "7"), rating(1, HALVES, "10"), rating(2, THIRDS, "10"),
    };

    assertThat(assess("7", ratings).satisfied()).isTrue();
    assertThat(assess("7.5", ratings).satisfied()).isFalse();
    assertThat(assess("7.5", ratings).reason())
        .isEqualTo(
            "3 of 3 ratings are there; their average, 9, reaches 8.5; one of them is below 7.5.");
  }

  @Test
  void a_missed_rating_neither_counts_nor_is_averaged() {
    Assessment assessment =
        assess(null, rating(0, HALVES, "9"), rating(1, HALVES, "0"), rating(2, THIRDS, "9"));

    assertThat(assessment.satisfied()).isFalse();
    assertThat(assessment.estimate()).isEqualTo("9");
    assertThat(assessment.used()).isEqualTo(ids("e0", "e2"));
  }

  @Test
  void a_skill_whose_mastery_was_set_is_complete_and_its_ratings_are_averaged() {
    List<Evidence> ratings = List.of(rating(0, HALVES, "8"), rating(1, THIRDS, "10"));

    Assessment overridden = Mastery.assess(policy(null), ratings, Set.of(HALVES), List.of(), AS_OF);

    assertThat(overridden.satisfied()).isTrue();
    assertThat(overridden.estimate()).isEqualTo("9");
    assertThat(Mastery.assess(policy(null), ratings, AS_OF).satisfied()).isFalse();
  }

  @Test
  void where_every_skills_mastery_was_set_and_none_is_rated_nothing_more_is_asked_for() {
    Assessment vouchedFor = set(Policy.Regression.TRACKING);

    assertThat(vouchedFor.satisfied()).isTrue();
    assertThat(vouchedFor.estimate()).isNull();
    assertThat(vouchedFor.since()).isNull();
    assertThat(vouchedFor.reason()).isEqualTo("3 of 3 ratings are there.");
    assertThat(Mastery.assess(policy(null), List.of(), Set.of(HALVES), List.of(), AS_OF).reason())
        .isEqualTo("There is no evidence yet.");
  }

  @Test
  void a_weak_rating_after_that_decides_unless_the_policy_is_sticky() {
    Evidence weak = rating(0, HALVES, "1");

    assertThat(set(Policy.Regression.TRACKING, weak).satisfied()).isFalse();
    assertThat(set(Policy.Regression.STICKY, weak).satisfied()).isTrue();
    assertThat(set(Policy.Regression.STICKY, weak).leftOut())
        .containsExactly(leftOut("e0", Why.AFTER_MASTERY));
  }

  @Test
  void evidence_on_the_competency_itself_is_not_looked_at() {
    Assessment assessment = assess(null, rating(0, FRACTIONS, "12"));

    assertThat(assessment.estimate()).isNull();
    assertThat(assessment.leftOut()).containsExactly(leftOut("e0", Why.NOT_CONSIDERED));
    assertThat(assessment.reason()).isEqualTo("0 of 3 ratings are there.");
  }

  @Test
  void a_report_shows_whole_per_cent_and_one_decimal_with_halves_away_from_zero() {
    SkillTally tally =
        tally(rating(0, HALVES, "9"), rating(1, HALVES, "10"), rating(2, THIRDS, "8.25"));

    assertThat(tally.progress()).isEqualTo("100");
    assertThat(tally.average()).isEqualTo("9.1");
    assertThat(tally.baseline()).as("8.625").isEqualTo("8.6");
    assertThat(tally.growth()).as("9.1 less 8.625").isEqualTo("0.5");
    assertThat(tally(rating(0, HALVES, "9")).progress()).isEqualTo("33");
  }

  @Test
  void prior_learning_of_the_competency_itself_is_where_she_started_and_decides_nothing() {
    Evidence prior = prior(0, "9.25");

    assertThat(tally(prior, rating(1, HALVES, "8")).growth()).as("8 less 9.3").isEqualTo("-1.3");
    assertThat(tally(prior, rating(1, HALVES, "10")).growth()).as("10 less 9.3").isEqualTo("0.7");
    assertThat(tally(prior(2, "7"), prior, rating(1, HALVES, "10")).baseline())
        .as("the last one")
        .isEqualTo("7.0");
    assertThat(tally(rating(0, FRACTIONS, "7"), rating(1, HALVES, "10")).baseline())
        .as("evidence of another kind")
        .isNull();
    assertThat(tally(rating(1, HALVES, "8"), of(HALVES, prior(2, "10"))).baseline())
        .as("of a skill it is a rating like any other")
        .isEqualTo("8.0");
    assertThat(assess(null, prior, rating(1, HALVES, "8")).estimate()).isEqualTo("8");
    assertThat(assess(null, prior).leftOut()).containsExactly(leftOut("e0", Why.NOT_CONSIDERED));
  }

  @Test
  void a_baseline_takes_a_rating_of_each_skill_or_half_of_all_ratings() {
    assertThat(tally(rating(0, HALVES, "9")).growth()).isNull();
    assertThat(tally(rating(0, HALVES, "9"), rating(1, THIRDS, "8")).growth()).isEqualTo("0.0");
    assertThat(tally(rating(0, HALVES, "8"), rating(1, HALVES, "10")).growth()).isEqualTo("1.0");
  }

  @Test
  void she_did_not_start_from_a_rating_that_came_after_the_skills_mastery_was_set() {
    List<Evidence> ratings = List.of(rating(0, HALVES, "8"), rating(1, THIRDS, "10"));

    assertThat(overridden(ratings, "e1").baseline()).isEqualTo("8.0");
    assertThat(overridden(ratings).baseline()).as("it came before").isEqualTo("9.0");
  }

  @Test
  void without_a_rating_there_is_progress_alone() {
    assertThat(SkillTally.of(policy(null), List.of(), Set.of(HALVES), Set.of(), AS_OF))
        .isEqualTo(new SkillTally(2, 3, new BigDecimal("67"), null, null, null));
  }

  @Test
  void it_applies_to_one_competency_that_is_none_of_its_skills() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policy(null).naming(name -> HALVES))
        .withMessageContaining("each skill once");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policy(null).naming(name -> name.equals(FRACTIONS) ? HALVES : name))
        .withMessage(
            "evidence requirements apply to one competency, which is none of their skills");
  }

  private static Assessment assess(@Nullable String minimum, Evidence... evidence) {
    return Mastery.assess(policy(minimum), new ArrayList<>(List.of(evidence)), AS_OF);
  }

  /** Somebody has set the mastery of every skill. */
  private static Assessment set(Policy.Regression regression, Evidence... evidence) {
    Policy policy = policy(null);
    return Mastery.assess(
        Given.policy(policy.scale(), policy.method(), "8.5", regression, Policy.Requirements.NONE),
        List.of(evidence),
        Set.of(HALVES, THIRDS),
        List.of(),
        AS_OF);
  }

  private static SkillTally tally(Evidence... evidence) {
    return SkillTally.of(policy(null), List.of(evidence), Set.of(), Set.of(), AS_OF);
  }

  private static SkillTally overridden(List<Evidence> evidence, String... after) {
    return SkillTally.of(policy(null), evidence, Set.of(THIRDS), Set.copyOf(ids(after)), AS_OF);
  }

  private static Evidence prior(int day, String level) {
    return evidence("e" + day, day, level(level), Evidence.Kind.PRIOR_LEARNING, null, null);
  }

  private static Policy policy(@Nullable String minimum) {
    List<Skill> skills = List.of(new Skill(HALVES, 2), new Skill(THIRDS, 1));
    return tracking(
        scale("0", "13"),
        new EvidenceRequirements(
            minimum == null ? null : new BigDecimal(minimum), BigDecimal.ZERO, skills),
        "8.5");
  }
}
