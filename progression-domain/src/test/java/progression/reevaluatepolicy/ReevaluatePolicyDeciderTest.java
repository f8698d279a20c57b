package progression.reevaluatepolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static progression.recordevidence.School.A;
import static progression.recordevidence.School.B;
import static progression.recordevidence.School.LEARNER;
import static progression.recordevidence.School.MATH;
import static progression.recordevidence.School.POLICY;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.evidence;
import static progression.recordevidence.School.linked;
import static progression.recordevidence.School.opened;
import static progression.recordevidence.School.policy;
import static progression.recordevidence.School.record;
import static progression.recordevidence.School.skills;
import static progression.recordevidence.School.strict;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import progression.consequence.LearnerRecord;
import progression.consequence.Revised;
import progression.consequence.Revision;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.event.Cause;
import progression.event.CompetencyMastered;
import progression.event.Consequence;
import progression.event.MasteryWithdrawn;
import progression.event.PolicyAdopted;
import progression.event.ProgressionEvent;
import progression.event.StagePlacedUnderReview;
import progression.event.VerdictChanged;
import progression.kernel.PolicyId;
import progression.kernel.Scenario;
import progression.mastery.Method.EvidenceRequirements.Skill;
import progression.mastery.Policy;
import progression.mastery.Policy.Regression;
import progression.mastery.Verdict.Status;
import progression.recordevidence.RecordEvidence.Submission;
import progression.recordevidence.RecordEvidenceDecider;

/**
 * What a new version of a policy does to what was decided before it: nothing, until it is asked.
 */
class ReevaluatePolicyDeciderTest {

  private static final Instant AT = Instant.parse("2026-09-01T00:00:00Z");

  private final ReevaluatePolicyDecider decider = new ReevaluatePolicyDecider();

  @Test
  void a_mastery_stays_when_more_evidence_comes_after_a_stricter_version() {
    Scenario school = mastered(2);
    school.happens(policy(2, 3, Regression.STICKY));

    records(school, evidence("good", "A", 1.0, 10));
    records(school, evidence("weak", "A", 0.0, 11));

    assertThat(school.ledger(MasteryWithdrawn.class)).isEmpty();
  }

  @Test
  void a_mastery_that_its_own_version_takes_away_is_withdrawn_by_evidence_all_the_same() {
    Scenario school = mastered(2);
    school.happens(policy(2, 3, Regression.STICKY));

    records(school, evidence("earlier", "A", 0.0, 1), evidence("middle", "A", 0.0, 2));
    assertThat(school.ledger(MasteryWithdrawn.class)).isEmpty();
    Scenario tracking = mastered(2, Regression.TRACKING);
    tracking.happens(policy(2, 3, Regression.TRACKING));
    records(tracking, evidence("weak", "A", 0.0, 11));

    assertThat(tracking.ledger(MasteryWithdrawn.class)).hasSize(1);
  }

  @Test
  void evaluating_again_withdraws_what_the_version_in_force_does_not_support() {
    Scenario school = mastered(2);
    school.happens(policy(2, 3, Regression.STICKY));

    Revised outcome = reevaluate(school);

    assertThat(outcome.revisions())
        .extracting(
            revision -> revision.competency().competency(),
            Revision::from,
            revision -> revision.to().status(),
            revision -> revision.to().policyVersion())
        .containsExactly(tuple(A, Status.MASTERED, Status.WITHDRAWN, 2));
    assertThat(school.ledger(StagePlacedUnderReview.class)).hasSize(1);
    assertThat(outcome.events())
        .isNotEmpty()
        .allSatisfy(event ->
            assertThat(event)
                .isInstanceOfSatisfying(
                    Consequence.class,
                    one -> assertThat(one.cause()).isEqualTo(new Cause.ByPolicy(POLICY, 2))));
  }

  @Test
  void evaluating_again_claims_what_a_milder_version_is_content_with() {
    Scenario school = Scenario.given(opened(3, Regression.STICKY));
    records(school, evidence("1", "A", 1.0, 1), evidence("2", "A", 1.0, 2));
    school.happens(policy(2, 2, Regression.STICKY));
    assertThat(school.ledger(CompetencyMastered.class)).isEmpty();

    reevaluate(school);

    assertThat(school.ledger(CompetencyMastered.class))
        .extracting(CompetencyMastered::competency)
        .containsExactly(A);
  }

  @Test
  void a_second_time_decides_nothing() {
    Scenario school = mastered(2);
    records(school, evidence("b", "B", 1.0, 3));
    school.happens(policy(2, 3, Regression.STICKY));

    assertThat(reevaluate(school).events()).isNotEmpty();
    assertThat(reevaluate(school)).isEqualTo(new Revised(List.of(), List.of()));
  }

  @Test
  void a_mastery_that_holds_is_claimed_under_the_version_in_force_from_then_on() {
    Scenario school = Scenario.given(opened(3, Regression.TRACKING));
    records(
        school, evidence("1", "A", 1.0, 1), evidence("2", "A", 1.0, 2), evidence("3", "A", 1.0, 3));
    school.happens(policy(2, 2, Regression.TRACKING));
    school.happens(policy(3, 1, Regression.TRACKING));

    Revised outcome = reevaluate(school);

    assertThat(outcome.revisions()).isEmpty();
    assertThat(school.ledger(VerdictChanged.class))
        .extracting(changed -> changed.verdict().policyVersion())
        .containsExactly(3);
    assertThat(reevaluate(school).events()).isEmpty();
  }

  @Test
  void what_if_tells_exactly_what_adopting_and_evaluating_again_then_does() {
    Scenario school = mastered(2);
    records(
        school,
        evidence("b1", "B", 1.0, 3),
        evidence("b2", "B", 1.0, 4),
        evidence("b3", "B", 1.0, 5),
        evidence("c", "C", 1.0, 6));
    PolicyAdopted proposed = policy(2, 1, Regression.TRACKING);
    List<ProgressionEvent> ledger = school.ledger();
    LearnerRecord record = new LearnerRecord(LEARNER, Curriculum.EMPTY, List.of());
    for (int position = 0; position < ledger.size(); position++) {
      record.evolve(ledger.get(position), position);
    }
    record.evolve(proposed, ledger.size());
    Framework framework = Objects.requireNonNull(record.curriculum().framework(MATH));

    List<Revision> told =
        record.evaluateAgain(framework, framework.policiesInForce().getFirst(), AT);
    school.happens(proposed);
    Revised done = reevaluate(school);

    assertThat(told).isEqualTo(done.revisions()).isNotEmpty();
    assertThat(record.decided())
        .isEqualTo(school.ledger().subList(ledger.size() + 1, school.ledger().size()));
    assertThat(told).extracting(revision -> revision.competency().competency()).doesNotContain(B);
  }

  @Test
  void what_another_policy_decides_and_what_hangs_on_it_is_reached_too() {
    PolicyId ofA = new PolicyId("of-a");
    Scenario school = Scenario.given(strict(1, Regression.TRACKING)).and(only(ofA, 1, 1));
    records(school, evidence("1", "A", 1.0, 1), evidence("2", "B", 1.0, 2));
    school.happens(only(ofA, 2, 2));

    Revised outcome = reevaluate(school, ofA);

    assertThat(outcome.revisions())
        .extracting(revision -> revision.competency().competency())
        .containsExactly(A, B);
    assertThat(school.ledger(MasteryWithdrawn.class))
        .extracting(MasteryWithdrawn::competency)
        .containsExactly(A, B);
    assertThat(school.ledger(MasteryWithdrawn.class))
        .extracting(MasteryWithdrawn::cause)
        .containsOnly(new Cause.ByPolicy(ofA, 2));
  }

  @Test
  void what_comes_first_is_evaluated_first_whatever_the_names() {
    Scenario school =
        Scenario.given(linked(1, Regression.TRACKING, Policy.Prerequisites.STRICT, B, A));
    records(
        school,
        evidence("b", "B", 1.0, 1),
        evidence("a1", "A", 1.0, 2),
        evidence("a2", "A", 1.0, 3));
    school.happens(policy(2, 2, Regression.TRACKING, Policy.Prerequisites.STRICT));

    reevaluate(school);

    assertThat(school.ledger(MasteryWithdrawn.class))
        .extracting(MasteryWithdrawn::competency)
        .containsExactly(B, A);
  }

  @Test
  void what_another_policy_decides_by_itself_is_left_to_that_one() {
    PolicyId ofA = new PolicyId("of-a");
    Scenario school = Scenario.given(opened(1, Regression.TRACKING)).and(only(ofA, 1, 1));
    records(school, evidence("1", "A", 1.0, 1), evidence("2", "B", 1.0, 2));
    school.happens(only(ofA, 2, 2));
    school.happens(policy(2, 2, Regression.TRACKING));

    reevaluate(school, ofA);

    assertThat(school.ledger(MasteryWithdrawn.class))
        .extracting(MasteryWithdrawn::competency)
        .containsExactly(A);
  }

  @Test
  void a_claim_that_another_policy_moves_the_verdict_of_stays_under_its_own_version() {
    PolicyId skills = new PolicyId("skills");
    Scenario school =
        Scenario.given(opened(1, Regression.STICKY))
            .and(skills(1, "0.5", Regression.TRACKING, new Skill(B, 1)));
    records(school, evidence("1", "B", 1.0, 1), evidence("2", "B", 0.5, 2));
    school.happens(skills(2, "0.5", Regression.TRACKING, new Skill(B, 2)));
    school.happens(policy(2, 3, Regression.STICKY));

    assertThat(reevaluate(school).events())
        .as("B is withdrawn, and A is told another estimate with it")
        .hasExactlyElementsOfTypes(
            MasteryWithdrawn.class, VerdictChanged.class, StagePlacedUnderReview.class);

    assertThat(reevaluate(school, skills).events()).hasExactlyElementsOfTypes(VerdictChanged.class);
    assertThat(reevaluate(school, skills).events()).isEmpty();
  }

  /** So many in a row, on A alone. */
  private static PolicyAdopted only(PolicyId id, int version, int inARow) {
    Policy of = policy(version, inARow, Regression.TRACKING).definition();
    return new PolicyAdopted(
        id,
        version,
        MATH,
        new Policy(
            "of A",
            MATH,
            List.of(A),
            of.scale(),
            of.method(),
            of.threshold(),
            of.regression(),
            of.prerequisites(),
            of.requirements()));
  }

  private Revised reevaluate(Scenario school) {
    return reevaluate(school, POLICY);
  }

  private Revised reevaluate(Scenario school, PolicyId policy) {
    return school
        .accepts(decider, new ReevaluatePolicy(LEARNER, policy, AT, curriculum(school.ledger())))
        .outcome();
  }

  private static Scenario mastered(int inARow) {
    return mastered(inARow, Regression.STICKY);
  }

  /** A is mastered by two in a row, and the learner is at the second stage. */
  private static Scenario mastered(int inARow, Regression regression) {
    Scenario school = Scenario.given(opened(inARow, regression));
    records(school, evidence("1", "A", 1.0, 3), evidence("2", "A", 1.0, 4));
    assertThat(school.ledger(CompetencyMastered.class)).hasSize(1);
    return school;
  }

  private static void records(Scenario school, Submission... submissions) {
    school.accepts(new RecordEvidenceDecider(), record(curriculum(school.ledger()), submissions));
  }
}
