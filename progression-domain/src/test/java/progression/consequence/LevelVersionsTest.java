package progression.consequence;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.consequence.LevelSchool.A_DAY;
import static progression.consequence.LevelSchool.A_MONTH;
import static progression.consequence.LevelSchool.THREE;
import static progression.consequence.LevelSchool.onHerWay;
import static progression.consequence.LevelSchool.policy;
import static progression.consequence.LevelSchool.records;
import static progression.consequence.LevelSchool.reevaluates;
import static progression.consequence.LevelSchool.scores;
import static progression.consequence.LevelSchool.told;
import static progression.consequence.LevelSchool.withdrawn;
import static progression.mastery.Policy.Regression.STICKY;
import static progression.mastery.Policy.Regression.TRACKING;
import static progression.recordevidence.School.A;
import static progression.recordevidence.School.B;
import static progression.recordevidence.School.LEARNER;
import static progression.recordevidence.School.MATH;
import static progression.recordevidence.School.PATHWAY;
import static progression.recordevidence.School.POLICY;
import static progression.recordevidence.School.START;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.evidence;
import static progression.recordevidence.School.framework;
import static progression.recordevidence.School.pathway;
import static progression.recordevidence.School.record;
import static progression.recordevidence.School.skills;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import progression.event.Cause;
import progression.event.LearnerEnrolled;
import progression.event.LevelReached;
import progression.event.PathwayStarted;
import progression.event.PolicyAdopted;
import progression.event.VerdictChanged;
import progression.expiremasteries.ExpireMasteries;
import progression.expiremasteries.ExpireMasteriesDecider;
import progression.kernel.EvidenceId;
import progression.kernel.PolicyId;
import progression.kernel.Scenario;
import progression.mastery.Grounds;
import progression.mastery.Method;
import progression.mastery.Method.EvidenceRequirements.Skill;
import progression.mastery.Policy.Requirements;
import progression.mastery.Verdict.Status;
import progression.recordevidence.RecordEvidenceDecider;

/** What versions of policies, and time, do to levels that the record claims. */
class LevelVersionsTest {

  private static final Cause BY_EVIDENCE = new Cause.ByEvidence(new EvidenceId("lms:1"));

  @Test
  void evidence_on_skills_reaches_the_level_of_what_they_decide() {
    Scenario school =
        Scenario.given(
            framework(),
            skills(1, "0.5", TRACKING, new Skill(B, 1)),
            pathway(1, "0.75", null, null, null),
            new LearnerEnrolled(LEARNER),
            new PathwayStarted(LEARNER, PATHWAY, 1, "one"));

    assertThat(records(school, evidence("1", "B", 1.0, 1)))
        .containsExactly(
            "EvidenceRecorded",
            "CompetencyMastered",
            "LevelReached",
            "StageCompleted",
            "LearnerAdvanced");

    school.happens(skills(2, "0.5", TRACKING, new Skill(B, 2)));
    assertThat(records(school, evidence("2", "B", 0.25, 2)))
        .as("the mastery is claimed by the version in force from now on, the level is not")
        .containsExactly("EvidenceRecorded", "VerdictChanged");
    assertThat(reevaluates(school, new PolicyId("skills")))
        .containsExactly("VerdictChanged", "LevelWithdrawn", "StagePlacedUnderReview");
    assertThat(reevaluates(school, new PolicyId("skills"))).isEmpty();
  }

  @Test
  void a_level_stays_under_the_version_it_was_claimed_under_until_she_is_evaluated_again() {
    Scenario school = onHerWay(TRACKING);
    scores(school, "1", 3, 1);
    school.happens(policy(2, new Method.Consecutive(3), TRACKING, "2", Requirements.NONE));

    assertThat(scores(school, "2", 3, 2)).containsExactly("EvidenceRecorded");
    assertThat(scores(school, "3", 1, 3))
        .contains("MasteryWithdrawn", "LevelWithdrawn", "StagePlacedUnderReview");
  }

  @Test
  void evaluating_again_moves_a_level_that_holds_to_the_version_in_force() {
    Scenario school = onHerWay(TRACKING);
    scores(school, "1", 3, 1);
    scores(school, "2", 3, 2);
    school.happens(policy(2, new Method.Consecutive(2), TRACKING, "2", Requirements.NONE));

    assertThat(reevaluates(school)).containsExactly("VerdictChanged");
    assertThat(reevaluates(school)).as("a second time").isEmpty();
    assertThat(scores(school, "3", 2, 3))
        .as("two in a row at 3 are asked for now")
        .containsExactly("EvidenceRecorded", "LevelWithdrawn", "StagePlacedUnderReview");
    assertThat(withdrawn(school).grounds().policyVersion()).isEqualTo(2);
  }

  @Test
  void a_level_stays_under_its_version_when_another_policy_brings_a_verdict_about() {
    Standing standing = new Standing(LEARNER);
    standing.evolve(
        new LevelReached(LEARNER, A, THREE, MATH, 1, BY_EVIDENCE, by(new PolicyId("skills"), 1)));

    standing.evolve(evaluatedBy(POLICY));
    assertThat(standing.claimed(A)).containsEntry(THREE, new Under(new PolicyId("skills"), 1));

    standing.evolve(evaluatedBy(new PolicyId("skills")));
    assertThat(standing.claimed(A)).containsEntry(THREE, new Under(new PolicyId("skills"), 2));
  }

  private static VerdictChanged evaluatedBy(PolicyId policy) {
    return new VerdictChanged(
        LEARNER,
        A,
        MATH,
        1,
        Status.MASTERED,
        new Cause.ByPolicy(policy, 2),
        by(new PolicyId("skills"), 2));
  }

  private static Grounds by(PolicyId policy, int version) {
    return new Grounds(policy, version, THREE, THREE, null, List.of(), List.of(), "because");
  }

  @Test
  void evaluating_again_takes_back_a_level_that_the_version_in_force_does_not_support() {
    Scenario school = onHerWay(STICKY);
    scores(school, "1", 2, 1);
    scores(school, "2", 3, 2);
    school.happens(policy(2, new Method.Consecutive(2), STICKY, "2", Requirements.NONE));

    assertThat(reevaluates(school))
        .containsExactly("VerdictChanged", "LevelWithdrawn", "StagePlacedUnderReview");
    assertThat(withdrawn(school).cause()).isEqualTo(new Cause.ByPolicy(POLICY, 2));
    assertThat(reevaluates(school)).as("a second time").isEmpty();
  }

  @Test
  void a_level_off_the_scale_of_a_later_version_is_kept_by_its_own_and_reached_by_nobody() {
    Scenario school = onHerWay(STICKY);
    scores(school, "1", 3, 1);
    school.happens(
        new PolicyAdopted(
            POLICY, 2, MATH, policy(new Method.Latest(), STICKY, "0.5", Requirements.NONE, "1")));

    assertThat(scores(school, "2", 4, 2)).containsExactly("EvidenceRecorded");
    assertThat(reevaluates(school))
        .containsExactly("VerdictChanged", "LevelWithdrawn", "StagePlacedUnderReview");
    assertThat(scores(school, "3", 4, 3)).containsExactly("EvidenceRecorded");
  }

  @Test
  void a_level_that_has_lapsed_is_taken_back_while_the_mastery_goes_on() {
    Scenario school =
        Scenario.given(
            framework(),
            policy(1, new Method.Latest(), STICKY, "2", A_MONTH),
            pathway(1, "3", null, null, null),
            new LearnerEnrolled(LEARNER),
            new PathwayStarted(LEARNER, PATHWAY, 1, "one"));
    school.accepts(
        new RecordEvidenceDecider(),
        record(
            curriculum(school.ledger()),
            evidence("1", "A", 0.75, 0),
            evidence("2", "A", 0.5, 20 * A_DAY)));

    Instant at = START.plus(Duration.ofDays(40));
    int before = school.ledger().size();
    Revised outcome =
        school
            .accepts(
                new ExpireMasteriesDecider(),
                new ExpireMasteries(LEARNER, at, curriculum(school.ledger())))
            .outcome();

    assertThat(told(school, before)).containsExactly("LevelWithdrawn", "StagePlacedUnderReview");
    assertThat(withdrawn(school).cause()).isEqualTo(new Cause.ByTime(at));
    assertThat(outcome.isNews()).isTrue();
  }
}
