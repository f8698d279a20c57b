package progression.projections.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static progression.projections.explanation.Told.MAY;
import static progression.projections.explanation.Told.of;
import static progression.projections.explanation.Told.policy;
import static progression.projections.explanation.Told.record;
import static progression.projections.explanation.Told.shows;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import progression.consequence.LearnerRecord;
import progression.event.FrameworkPublished;
import progression.mastery.Advisory;
import progression.mastery.Method;
import progression.mastery.Policy.Requirements;
import progression.projections.Story;

/** What is told of a verdict, in data and in words. */
class ExplanationTest {

  private static final Requirements TWO_SETTINGS = new Requirements(0, 2, 0, Set.of(), null);

  @Test
  void before_any_evidence_nothing_has_been_started() {
    Explanation explanation = of(Story.RATES, record(policy(new Method.Latest())), MAY);

    assertThat(explanation.status()).isEqualTo("not-started");
    assertThat(explanation.sentence())
        .isEqualTo("6.RP.A.2 “Understand rates” has not been started. There is no evidence yet.");
    assertThat(explanation.used()).isEmpty();
    assertThat(explanation.prerequisites())
        .containsExactly(
            new Explanation.Prerequisite("c-elsewhere", null, false),
            new Explanation.Prerequisite("c-ratios", "6.RP.A.1", false));
  }

  @Test
  void a_mastery_names_its_evidence_and_what_was_left_out_and_why() {
    LearnerRecord record = record(policy(new Method.Consecutive(2)));
    shows(record, 1, "0.5", "classroom");
    shows(record, 2, "0.9", "classroom");
    shows(record, 3, null, "classroom");
    shows(record, 4, "0.9", "museum");

    Explanation explanation = of(Story.RATIOS, record, MAY);

    assertThat(explanation.status()).isEqualTo("mastered");
    assertThat(explanation.evaluated()).isEqualTo("mastered");
    assertThat(explanation.basis()).isEqualTo("demonstrated");
    assertThat(explanation.sentence())
        .isEqualTo(
            "6.RP.A.1 “Understand ratios” is mastered since 4 March 2026. 2 of the last 2 scores reach 0.8.");
    assertThat(explanation.used())
        .extracting(
            Explanation.Used::evidence,
            Explanation.Used::assessor,
            Explanation.Used::setting,
            Explanation.Used::collaborators)
        .containsExactly(
            tuple("lms:2", "T-7", "classroom", List.of("S-2")),
            tuple("lms:4", "T-7", "museum", List.of("S-2")));
    assertThat(explanation.leftOut())
        .containsExactly(
            new Explanation.LeftOut(
                "lms:1", "not-considered", "The method looks at other scores.", null, null),
            new Explanation.LeftOut("lms:3", "unscored", "It has no score yet.", null, null));
    assertThat(explanation.estimate()).isEqualByComparingTo("0.9");
    assertThat(explanation.policy())
        .satisfies(policy -> {
          assertThat(policy.policy()).isEqualTo("p@1");
          assertThat(policy.inForce()).isEqualTo("p@1");
        });
  }

  @Test
  void what_is_missing_is_told() {
    LearnerRecord record = record(policy(1, new Method.Latest(), TWO_SETTINGS, List.of()));
    shows(record, 1, "0.9", "classroom");

    Explanation explanation = of(Story.RATIOS, record, MAY);

    assertThat(explanation.missing()).containsExactly("evidence from 1 of 2 settings");
    assertThat(explanation.sentence())
        .startsWith("6.RP.A.1 “Understand ratios” is not mastered yet. The latest score");
  }

  @Test
  void a_mastery_under_an_earlier_version_names_both() {
    LearnerRecord record = record(policy(new Method.Consecutive(1)));
    shows(record, 1, "0.9", "classroom");
    record.evolve(policy(2, new Method.Consecutive(3), Requirements.NONE, List.of()), 9);

    Explanation explanation = of(Story.RATIOS, record, MAY);

    assertThat(explanation.status()).isEqualTo("mastered");
    assertThat(explanation.policy())
        .satisfies(policy -> {
          assertThat(policy.policy()).isEqualTo("p@1");
          assertThat(policy.inForce()).isEqualTo("p@2");
        });
  }

  @Test
  void a_mastery_that_has_lapsed_and_was_not_looked_at_again_says_both() {
    Requirements quarter = new Requirements(0, 0, 0, Set.of(), null, Period.ofMonths(3), null);
    LearnerRecord record = record(policy(1, new Method.Latest(), quarter, List.of()));
    shows(record, 1, "0.9", "classroom");

    Explanation june = of(Story.RATIOS, record, Instant.parse("2026-06-01T10:00:00Z"));

    assertThat(of(Story.RATIOS, record, MAY).evaluated()).isEqualTo("mastered");
    assertThat(june.status()).isEqualTo("mastered");
    assertThat(june.evaluated()).isEqualTo("withdrawn");
    assertThat(june.expires()).isEqualTo(Instant.parse("2026-06-01T10:00:00Z"));
    assertThat(june.sentence())
        .isEqualTo(
            "6.RP.A.1 “Understand ratios” is mastered. Looked at again it was mastered once, and the mastery was"
                + " withdrawn. Shown before, and lapsed on 2026-06-01. The latest score, 0.9,"
                + " reaches 0.8.");
  }

  @Test
  void it_tells_the_levels_that_are_asked_of_her_and_which_her_mastery_reaches() {
    LearnerRecord record = record(policy(new Method.Latest()));
    record.evolve(Story.pathway("0.9"), 3);

    Explanation before = of(Story.RATIOS, record, MAY);
    assertThat(before.levels()).isEmpty();
    assertThat(before.sentence()).endsWith(" Asked for and not reached: level 0.9.");

    shows(record, 1, "0.85", "classroom");
    assertThat(of(Story.RATIOS, record, MAY).sentence())
        .isEqualTo(
            "6.RP.A.1 “Understand ratios” is mastered since 1 March 2026. The latest score, 0.85, reaches 0.8."
                + " Asked for and not reached: level 0.9.");

    shows(record, 2, "0.95", "classroom");
    Explanation reached = of(Story.RATIOS, record, MAY);
    assertThat(reached.levels()).containsExactly(new BigDecimal("0.9"));
    assertThat(reached.sentence()).endsWith(" It reaches level 0.9.");
  }

  @Test
  void a_person_vouches_for_every_level_and_none_is_told_as_open() {
    LearnerRecord record = record(policy(new Method.Latest()));
    record.evolve(Story.pathway("0.9"), 3);
    Story.overridden("S-1", Story.RATIOS).forEach(event -> record.evolve(event, 4));

    assertThat(of(Story.RATIOS, record, MAY).sentence()).doesNotContain("level");
  }

  @Test
  void advisory_estimates_stand_beside_the_verdict() {
    LearnerRecord record =
        record(policy(1, new Method.Latest(), Requirements.NONE, List.of(Advisory.Bkt.DEFAULT)));
    shows(record, 1, "0.9", "classroom");

    assertThat(of(Story.RATIOS, record, MAY).advisory())
        .singleElement()
        .satisfies(estimate -> {
          assertThat(estimate.estimate()).isEqualTo("0.8364");
          assertThat(estimate.sentence()).endsWith("It decides nothing.");
          assertThat(estimate.model().get("type").asString()).isEqualTo("bkt");
        });
  }

  @Test
  void where_skills_decide_it_tells_how_far_she_has_come() {
    Method skills =
        new Method.EvidenceRequirements(
            null, null, List.of(new Method.EvidenceRequirements.Skill(Story.RATIOS, 2)));
    LearnerRecord record = record(policy(1, List.of(Story.RATES), skills));
    shows(record, 1, "0.9", "classroom");

    assertThat(of(Story.RATES, record, MAY).skills())
        .satisfies(tally -> assertThat(tally.progress()).isEqualByComparingTo("50"));
  }

  @Test
  void a_competency_without_a_code_is_called_by_its_statement() {
    FrameworkPublished coded = Story.framework(2);
    LearnerRecord record = record(policy(new Method.Latest()));
    record.evolve(
        new FrameworkPublished(
            coded.framework(),
            2,
            coded.title(),
            coded.caseVersion(),
            coded.competencies().stream()
                .map(one -> new FrameworkPublished.Competency(one.id(), null, one.statement()))
                .toList(),
            coded.associations(),
            "01",
            "{}"),
        8);
    shows(record, 1, "0.9", "classroom");

    Explanation explanation = of(Story.RATIOS, record, MAY);

    assertThat(explanation.code()).isNull();
    assertThat(explanation.sentence()).startsWith("“Understand ratios” is mastered since");
    assertThat(explanation.used())
        .extracting(Explanation.Used::competency)
        .containsExactly(Story.RATIOS.value());
  }
}
