package progression.projections.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static progression.projections.explanation.Told.MAY;
import static progression.projections.explanation.Told.of;
import static progression.projections.explanation.Told.policy;
import static progression.projections.explanation.Told.record;
import static progression.projections.explanation.Told.shows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import progression.consequence.LearnerRecord;
import progression.curriculum.Resolution.Found;
import progression.event.Cause;
import progression.event.EvidenceRetracted;
import progression.event.EvidenceSetAside;
import progression.event.FrameworkPublished;
import progression.event.FrameworkPublished.Association;
import progression.event.MasteryWithdrawn;
import progression.event.OverrideCleared;
import progression.event.Ruling;
import progression.event.VerdictOverridden;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.LearnerId;
import progression.kernel.PolicyId;
import progression.kernel.RulingId;
import progression.mastery.Grounds;
import progression.mastery.Method;
import progression.projections.Story;

/** What is told where a person ruled, and of what took a mastery away. */
class RuledExplanationTest {

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
}
