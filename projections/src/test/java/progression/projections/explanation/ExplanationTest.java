package progression.projections.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import progression.consequence.Account;
import progression.consequence.LearnerRecord;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.curriculum.Resolution.Found;
import progression.event.Cause;
import progression.event.EvidenceRecorded;
import progression.event.EvidenceRetracted;
import progression.event.EvidenceSetAside;
import progression.event.FrameworkPublished;
import progression.event.FrameworkPublished.Association;
import progression.event.MasteryWithdrawn;
import progression.event.OverrideCleared;
import progression.event.PolicyAdopted;
import progression.event.Ruling;
import progression.event.VerdictOverridden;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.LearnerId;
import progression.kernel.PolicyId;
import progression.kernel.RulingId;
import progression.mastery.Advisory;
import progression.mastery.Evidence;
import progression.mastery.Grounds;
import progression.mastery.Method;
import progression.mastery.Policy;
import progression.mastery.Policy.Prerequisites;
import progression.mastery.Policy.Regression;
import progression.mastery.Policy.Requirements;
import progression.mastery.Policy.Scale;
import progression.mastery.Score;
import progression.projections.Story;

/** What is told of a verdict, in data and in words. */
class ExplanationTest {

  private static final Requirements TWO_SETTINGS = new Requirements(0, 2, 0, Set.of(), null);
  private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");

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
  void who_ruled_and_why_is_told_with_what_took_the_mastery_away() {
    LearnerRecord record = record(policy(new Method.Latest()));
    shows(record, 1, "0.9", "classroom");
    Found ratios = new Found(Story.MATH, Story.RATIOS);
    record.decide(
        ratios,
        MAY,
        finding ->
            new EvidenceRetracted(
                new LearnerId("S-1"),
                Story.RATIOS,
                new EvidenceId("lms:1"),
                Story.MATH,
                1,
                new Ruling(new RulingId("r-1"), "T-9", "not her work"),
                0,
                null,
                finding.verdict()));

    Explanation retracted = of(Story.RATIOS, record, MAY);

    assertThat(retracted.status()).isEqualTo("withdrawn");
    assertThat(retracted.leftOut())
        .containsExactly(
            new Explanation.LeftOut(
                "lms:1", "retracted", "It was retracted.", "T-9", "not her work"));
    assertThat(retracted.withdrawal())
        .satisfies(
            withdrawal -> assertThat(withdrawal.cause().get("ruling").asString()).isEqualTo("r-1"));
    assertThat(retracted.sentence())
        .startsWith(
            "6.RP.A.1 “Understand ratios” was mastered once, and the mastery was withdrawn."
                + " It was withdrawn when somebody ruled on the evidence lms:1.");

    overrides(record, "r-2");

    Explanation overridden = of(Story.RATIOS, record, MAY);

    assertThat(overridden.ruling()).isEqualTo(new Explanation.Ruled("T-7", "she showed me"));
    assertThat(overridden.withdrawal()).isNull();
    assertThat(overridden.sentence())
        .startsWith(
            "6.RP.A.1 “Understand ratios” counts as mastered because a person decided so."
                + " T-7 says: she showed me.");
  }

  private static void overrides(LearnerRecord record, String ruling) {
    record.decide(
        new Found(Story.MATH, Story.RATIOS),
        MAY,
        finding ->
            new VerdictOverridden(
                new LearnerId("S-1"),
                Story.RATIOS,
                Story.MATH,
                1,
                new Ruling(new RulingId(ruling), "T-7", "she showed me"),
                finding.verdict()));
  }

  @ParameterizedTest
  @MethodSource("withdrawals")
  void what_took_a_mastery_away_is_told_in_a_sentence(Cause cause, String sentence) {
    LearnerRecord record = record(policy(new Method.Latest()));
    shows(record, 1, "0.9", "classroom");
    record.evolve(
        new MasteryWithdrawn(
            new LearnerId("S-1"),
            Story.RATIOS,
            Story.MATH,
            1,
            cause,
            Grounds.withoutPolicy(List.of(), "because")),
        9);

    Explanation explanation = of(Story.RATIOS, record, MAY);

    assertThat(explanation.withdrawal())
        .satisfies(withdrawal -> assertThat(withdrawal.sentence()).isEqualTo(sentence));
    assertThat(explanation.sentence()).contains(" " + sentence + " ");
  }

  static Stream<Arguments> withdrawals() {
    EvidenceId evidence = new EvidenceId("lms:2");
    RulingId ruling = new RulingId("r-1");
    return Stream.of(
        arguments(
            new Cause.ByEvidence(evidence),
            "It was withdrawn when the evidence lms:2 was recorded."),
        arguments(
            new Cause.ByCorrection(evidence, ruling),
            "It was withdrawn when somebody ruled on the evidence lms:2."),
        arguments(
            new Cause.ByRuling(Story.RATES, ruling),
            "It was withdrawn when somebody ruled on the competency 6.RP.A.2 “Understand rates”."),
        arguments(
            new Cause.ByTime(Story.at(2)),
            "It was withdrawn because time had passed, on 2 March 2026."),
        arguments(
            new Cause.ByPolicy(new PolicyId("p"), 2),
            "It was withdrawn when it was evaluated again by the policy p@2."),
        arguments(
            new Cause.ByMigration(Story.MATH, 2, Story.RATES, Association.Type.REPLACED_BY),
            "It was withdrawn when the record was taken over to the framework math@2."));
  }

  @Test
  void an_override_that_was_cleared_leaves_no_withdrawal() {
    LearnerRecord record = record(policy(new Method.Latest()));
    Found ratios = new Found(Story.MATH, Story.RATIOS);
    overrides(record, "r-1");
    record.decide(
        ratios,
        MAY,
        finding ->
            new OverrideCleared(
                new LearnerId("S-1"),
                Story.RATIOS,
                Story.MATH,
                1,
                new Ruling(new RulingId("r-2"), "T-7", "of somebody else"),
                finding.verdict()));

    Explanation explanation = of(Story.RATIOS, record, MAY);

    assertThat(explanation.status()).isEqualTo("not-started");
    assertThat(explanation.withdrawal()).isNull();
    assertThat(explanation.sentence()).doesNotContain("withdrawn");
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

  @Test
  void each_ruling_is_told_of_the_evidence_that_it_took_out() {
    CompetencyId both = new CompetencyId("c-both");
    LearnerRecord record = record(policy(new Method.Latest()));
    setsAside(record, Story.RATIOS, 1, "T-7");
    setsAside(record, Story.RATES, 2, "T-9");
    record.evolve(
        new FrameworkPublished(
            Story.MATH,
            2,
            "Math",
            "1.0",
            List.of(new FrameworkPublished.Competency(both, null, "Understand both")),
            List.of(
                new Association(Story.RATIOS, Association.Type.REPLACED_BY, both),
                new Association(Story.RATES, Association.Type.REPLACED_BY, both)),
            "01",
            "{}"),
        8);

    assertThat(of(both, record, MAY).leftOut())
        .extracting(
            Explanation.LeftOut::evidence, Explanation.LeftOut::why, Explanation.LeftOut::by)
        .containsExactlyInAnyOrder(
            tuple("lms:1", "set-aside", "T-7"), tuple("lms:2", "set-aside", "T-9"));
  }

  /** Shows a competency, and a person withdraws the mastery. */
  private static void setsAside(
      LearnerRecord record, CompetencyId competency, int day, String person) {
    shows(record, competency, day, "0.9", "classroom");
    record.decide(
        new Found(Story.MATH, competency),
        MAY,
        finding ->
            new EvidenceSetAside(
                new LearnerId("S-1"),
                competency,
                Story.MATH,
                1,
                new Ruling(new RulingId("r-" + day), person, "not hers"),
                List.of(new EvidenceId("lms:" + day)),
                finding.verdict()));
  }

  private static Explanation of(CompetencyId competency, LearnerRecord record, Instant at) {
    Framework framework = Objects.requireNonNull(record.curriculum().framework(Story.MATH));
    return Explanation.of(
        new Explanation.Subject("S-1", 7, at, framework, competency),
        Account.of(record, new Found(Story.MATH, competency), at),
        record.curriculum());
  }

  private static LearnerRecord record(PolicyAdopted policy) {
    Curriculum curriculum = Curriculum.EMPTY.evolve(Story.framework(1), 0).evolve(policy, 1);
    LearnerRecord record = new LearnerRecord(new LearnerId("S-1"), curriculum, List.of());
    Story.enrolled("S-1").forEach(event -> record.evolve(event, 2));
    return record;
  }

  private static void shows(LearnerRecord record, int day, @Nullable String score, String setting) {
    shows(record, Story.RATIOS, day, score, setting);
  }

  private static void shows(
      LearnerRecord record,
      CompetencyId competency,
      int day,
      @Nullable String score,
      String setting) {
    Evidence evidence =
        new Evidence(
            new EvidenceId("lms:" + day),
            new LearnerId("S-1"),
            competency,
            Evidence.Kind.ASSESSMENT,
            score == null ? null : new Score.Scaled(new BigDecimal(score)),
            "T-7",
            setting,
            List.of("S-2"),
            List.of(),
            Story.at(day),
            null);
    record.decide(
        new Found(Story.MATH, competency),
        Story.at(day),
        finding ->
            new EvidenceRecorded(
                evidence, Story.MATH, 1, finding.verdict(), finding.leftOut(evidence.id())));
  }

  private static PolicyAdopted policy(Method method) {
    return policy(1, method, Requirements.NONE, List.of());
  }

  private static PolicyAdopted policy(int version, List<CompetencyId> of, Method method) {
    return policy(version, of, method, Requirements.NONE, List.of());
  }

  private static PolicyAdopted policy(
      int version, Method method, Requirements requirements, List<Advisory> advisory) {
    return policy(version, List.of(), method, requirements, advisory);
  }

  private static PolicyAdopted policy(
      int version,
      List<CompetencyId> of,
      Method method,
      Requirements requirements,
      List<Advisory> advisory) {
    return new PolicyAdopted(
        new PolicyId("p"),
        version,
        Story.MATH,
        new Policy(
            "title",
            Story.MATH,
            of,
            new Scale(BigDecimal.ZERO, BigDecimal.ONE),
            method,
            new BigDecimal("0.8"),
            Regression.STICKY,
            Prerequisites.ADVISORY,
            requirements,
            advisory));
  }
}
