package progression.rulecompetency;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.mastery.Policy.Regression.STICKY;
import static progression.mastery.Policy.Regression.TRACKING;
import static progression.recordevidence.School.A;
import static progression.recordevidence.School.B;
import static progression.recordevidence.School.C;
import static progression.recordevidence.School.D;
import static progression.recordevidence.School.LEARNER;
import static progression.recordevidence.School.MATH;
import static progression.recordevidence.School.POLICY;
import static progression.recordevidence.School.START;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.evidence;
import static progression.recordevidence.School.framework;
import static progression.recordevidence.School.opened;
import static progression.recordevidence.School.policy;
import static progression.recordevidence.School.record;
import static progression.recordevidence.School.skills;
import static progression.roster.People.DISTRICT;
import static progression.roster.People.HERSELF;
import static progression.roster.People.MENTOR;
import static progression.roster.People.STAFF;
import static progression.roster.People.STRANGER;
import static progression.roster.People.TEACHER;

import java.util.List;
import org.junit.jupiter.api.Test;
import progression.agency.Actor;
import progression.consequence.Answer;
import progression.curriculum.Resolution.Found;
import progression.event.Cause;
import progression.event.CompetencyMastered;
import progression.event.CompetencyMastered.Basis;
import progression.event.EvidenceSetAside;
import progression.event.LearnerAdvanced;
import progression.event.LearnerEnrolled;
import progression.event.MasteryWithdrawn;
import progression.event.PolicyAdopted;
import progression.event.RelationshipEnded;
import progression.event.RelationshipStarted;
import progression.event.Ruling;
import progression.event.StageCompleted;
import progression.event.StagePlacedUnderReview;
import progression.event.VerdictChanged;
import progression.kernel.CompetencyId;
import progression.kernel.Rejection;
import progression.kernel.RulingId;
import progression.kernel.Scenario;
import progression.mastery.Grounds.LeftOut;
import progression.mastery.Grounds.Why;
import progression.mastery.Method.EvidenceRequirements.Skill;
import progression.mastery.Policy;
import progression.mastery.Verdict.Status;
import progression.recordevidence.RecordEvidence.LineOutcome.InRecord;
import progression.recordevidence.RecordEvidence.Submission;
import progression.recordevidence.RecordEvidenceDecider;
import progression.rulecompetency.RuleCompetency.Effect;

class RuleCompetencyDeciderTest {

  private final RuleCompetencyDecider decider = new RuleCompetencyDecider();

  private Answer records(Scenario school, Submission submission) {
    var command = record(curriculum(school.ledger()), submission);
    var outcome = school.accepts(new RecordEvidenceDecider(), command).outcome().getFirst();
    return ((InRecord) outcome).answer();
  }

  private Answer rules(Scenario school, String ruling, Effect effect) {
    return school.accepts(decider, rule(school, A, ruling, effect)).outcome();
  }

  private Rejection.Type refuses(Scenario school, String ruling, Effect effect) {
    return school.rejects(decider, rule(school, A, ruling, effect));
  }

  private static RuleCompetency rule(
      Scenario school, CompetencyId competency, String ruling, Effect effect) {
    return rule(school, competency, ruling, effect, DISTRICT);
  }

  private static RuleCompetency rule(
      Scenario school, CompetencyId competency, String ruling, Effect effect, Actor author) {
    return new RuleCompetency(
        LEARNER,
        new Found(MATH, competency),
        new Ruling(new RulingId(ruling), "T-9", "because"),
        effect,
        author,
        START.plusSeconds(2_000_000),
        curriculum(school.ledger()));
  }

  private static PolicyAdopted only(int version, CompetencyId competency) {
    Policy of = policy(version, 1, STICKY).definition();
    return new PolicyAdopted(
        POLICY,
        version,
        MATH,
        new Policy(
            of.title(),
            MATH,
            List.of(competency),
            of.scale(),
            of.method(),
            of.threshold(),
            of.regression(),
            of.prerequisites(),
            of.requirements()));
  }

  @Test
  void an_override_claims_the_mastery_and_all_that_follows() {
    Scenario school = Scenario.given(opened(3, STICKY));

    Answer answer = rules(school, "r1", Effect.OVERRIDE);

    assertThat(answer.verdict().status()).isEqualTo(Status.OVERRIDDEN);
    assertThat(answer.consequences())
        .extracting(Object::getClass)
        .containsExactly(CompetencyMastered.class, StageCompleted.class, LearnerAdvanced.class);
    CompetencyMastered mastered = (CompetencyMastered) answer.consequences().getFirst();
    assertThat(mastered.basis()).isEqualTo(Basis.OVERRIDDEN);
    assertThat(mastered.cause()).isEqualTo(new Cause.ByRuling(A, new RulingId("r1")));
    assertThat(records(school, evidence("1", "A", 0.0, 1)).verdict().status())
        .isEqualTo(Status.OVERRIDDEN);
  }

  @Test
  void clearing_it_returns_to_what_the_evidence_says() {
    Scenario school = Scenario.given(opened(1, STICKY));
    rules(school, "r1", Effect.OVERRIDE);
    records(school, evidence("1", "A", 0.0, 1));

    Answer answer = rules(school, "r2", Effect.CLEAR);

    assertThat(answer.verdict().status()).isEqualTo(Status.NOT_YET);
    assertThat(answer.consequences())
        .hasExactlyElementsOfTypes(
            MasteryWithdrawn.class, VerdictChanged.class, StagePlacedUnderReview.class);
    VerdictChanged changed = (VerdictChanged) answer.consequences().get(1);
    assertThat(changed.status()).isEqualTo(Status.NOT_YET);
    CompetencyMastered shown =
        (CompetencyMastered) records(school, evidence("2", "A", 1.0, 2)).consequences().getFirst();
    assertThat(shown.basis()).isEqualTo(Basis.DEMONSTRATED);
  }

  @Test
  void a_mastery_that_evidence_had_shown_stays_withdrawn_when_an_override_of_it_is_cleared() {
    Scenario before = Scenario.given(opened(1, TRACKING));
    records(before, evidence("1", "A", 1.0, 1));
    records(before, evidence("2", "A", 0.0, 2));
    rules(before, "r1", Effect.OVERRIDE);
    assertThat(rules(before, "r2", Effect.CLEAR).verdict().status()).isEqualTo(Status.WITHDRAWN);

    Scenario underneath = Scenario.given(opened(1, TRACKING));
    records(underneath, evidence("1", "A", 1.0, 1));
    rules(underneath, "r1", Effect.OVERRIDE);
    records(underneath, evidence("2", "A", 0.0, 2));
    Answer cleared = rules(underneath, "r2", Effect.CLEAR);
    assertThat(cleared.verdict().status()).isEqualTo(Status.WITHDRAWN);
    assertThat(cleared.consequences())
        .hasExactlyElementsOfTypes(MasteryWithdrawn.class, StagePlacedUnderReview.class);
  }

  @Test
  void an_override_that_nothing_else_bears_out_leaves_what_was_before_it() {
    Scenario school = Scenario.given(opened(1, STICKY));
    rules(school, "r1", Effect.OVERRIDE);

    assertThat(rules(school, "r2", Effect.CLEAR).verdict().status()).isEqualTo(Status.NOT_STARTED);
  }

  @Test
  void a_claim_that_evidence_bears_out_meanwhile_rests_on_it_when_the_override_is_cleared() {
    Scenario school = Scenario.given(opened(1, STICKY));
    rules(school, "r1", Effect.OVERRIDE);
    assertThat(records(school, evidence("1", "A", 1.0, 1)).consequences()).isEmpty();

    Answer answer = rules(school, "r2", Effect.CLEAR);

    assertThat(answer.verdict().status()).isEqualTo(Status.MASTERED);
    assertThat(answer.consequences()).hasSize(1);
    assertThat(((CompetencyMastered) answer.consequences().getFirst()).basis())
        .isEqualTo(Basis.DEMONSTRATED);
  }

  @Test
  void what_a_person_withdraws_has_to_be_shown_by_other_evidence() {
    Scenario school = Scenario.given(opened(1, STICKY));
    records(school, evidence("1", "A", 1.0, 1));

    Answer withdrawn = rules(school, "r1", Effect.WITHDRAW);
    Answer weak = records(school, evidence("2", "A", 0.5, 0));
    Answer again = records(school, evidence("3", "A", 1.0, 2));

    assertThat(withdrawn.verdict().status()).isEqualTo(Status.WITHDRAWN);
    assertThat(withdrawn.verdict().reason())
        .isEqualTo("No evidence counts yet: 1 from before the mastery was withdrawn.");
    assertThat(withdrawn.consequences())
        .extracting(Object::getClass)
        .containsExactly(MasteryWithdrawn.class, StagePlacedUnderReview.class);
    MasteryWithdrawn event = (MasteryWithdrawn) withdrawn.consequences().getFirst();
    assertThat(event.grounds().leftOut())
        .containsExactly(new LeftOut(evidence("1", "A", 1.0, 1).id(), Why.SET_ASIDE));
    assertThat(weak.verdict().status()).isEqualTo(Status.WITHDRAWN);
    assertThat(again.verdict().status()).isEqualTo(Status.MASTERED);
    assertThat(((CompetencyMastered) again.consequences().getFirst()).basis())
        .isEqualTo(Basis.RE_DEMONSTRATED);
    assertThat(school.ledger(EvidenceSetAside.class).findFirst().orElseThrow().evidence())
        .containsExactly(evidence("1", "A", 1.0, 1).id());
  }

  @Test
  void work_that_waits_to_be_evaluated_is_not_set_aside() {
    Scenario school = Scenario.given(opened(1, STICKY));
    records(school, evidence("1", "A", 1.0, 1));
    records(school, evidence("waits", "A", null, 2));

    rules(school, "r1", Effect.WITHDRAW);

    assertThat(school.ledger(EvidenceSetAside.class).findFirst().orElseThrow().evidence())
        .containsExactly(evidence("1", "A", 1.0, 1).id());
  }

  /** A takes two ratings of B. */
  @Test
  void a_mastery_that_skills_have_shown_is_withdrawn_and_the_skills_keep_theirs() {
    Scenario school =
        Scenario.given(opened(1, STICKY)).and(skills(1, "1", STICKY, new Skill(B, 2)));
    records(school, evidence("1", "B", 1.0, 1));
    assertThat(records(school, evidence("2", "B", 1.0, 2)).consequences())
        .hasAtLeastOneElementOfType(CompetencyMastered.class);

    Answer withdrawn = rules(school, "r1", Effect.WITHDRAW);

    assertThat(withdrawn.verdict().status()).isEqualTo(Status.WITHDRAWN);
    assertThat(school.ledger(MasteryWithdrawn.class))
        .extracting(MasteryWithdrawn::competency)
        .containsExactly(A);
    assertThat(((MasteryWithdrawn) withdrawn.consequences().getFirst()).grounds().leftOut())
        .extracting(LeftOut::why)
        .containsExactly(Why.SET_ASIDE, Why.SET_ASIDE);

    records(school, evidence("3", "B", 1.0, 3));
    assertThat(mastered(school)).containsExactly(B, A);
    records(school, evidence("4", "B", 1.0, 4));
    assertThat(mastered(school)).as("by two other ratings").containsExactly(B, A, A);
  }

  private static List<CompetencyId> mastered(Scenario school) {
    return school.ledger(CompetencyMastered.class).map(CompetencyMastered::competency).toList();
  }

  @Test
  void a_cleared_withdrawal_lets_the_evidence_count_again() {
    Scenario school = Scenario.given(opened(1, STICKY));
    records(school, evidence("1", "A", 1.0, 1));
    rules(school, "r1", Effect.WITHDRAW);

    assertThat(rules(school, "r2", Effect.CLEAR).verdict().status()).isEqualTo(Status.MASTERED);
  }

  @Test
  void a_withdrawal_ends_an_override() {
    Scenario school = Scenario.given(opened(1, STICKY));
    rules(school, "r1", Effect.OVERRIDE);

    Answer withdrawn = rules(school, "r2", Effect.WITHDRAW);
    assertThat(withdrawn.verdict().status()).isEqualTo(Status.WITHDRAWN);
    assertThat(withdrawn.consequences())
        .hasExactlyElementsOfTypes(MasteryWithdrawn.class, StagePlacedUnderReview.class);
    assertThat(rules(school, "r3", Effect.OVERRIDE).verdict().status())
        .isEqualTo(Status.OVERRIDDEN);
  }

  @Test
  void only_her_teacher_and_the_district_rule_on_a_competency() {
    Scenario school = Scenario.given(opened(3, STICKY));
    school.happens(new RelationshipStarted(LEARNER, TEACHER));
    school.happens(new RelationshipStarted(LEARNER, MENTOR));

    for (Actor author : List.of(STRANGER, MENTOR, HERSELF)) {
      assertThat(school.rejects(decider, rule(school, A, "r-0", Effect.OVERRIDE, author)))
          .isEqualTo(Rejection.Type.MAY_NOT_ACT);
    }
    school.accepts(decider, rule(school, A, "r-1", Effect.OVERRIDE, TEACHER));
    school.accepts(decider, rule(school, A, "r-2", Effect.CLEAR, STAFF));

    school.happens(new RelationshipEnded(LEARNER, TEACHER));
    assertThat(school.rejects(decider, rule(school, A, "r-3", Effect.OVERRIDE, TEACHER)))
        .isEqualTo(Rejection.Type.MAY_NOT_ACT);
  }

  @Test
  void the_same_ruling_again_is_answered_as_the_first_time() {
    Scenario school = Scenario.given(opened(1, STICKY));
    Answer first = rules(school, "r1", Effect.OVERRIDE);
    rules(school, "r2", Effect.CLEAR);
    int size = school.ledger().size();

    Answer again = rules(school, "r1", Effect.OVERRIDE);

    assertThat(again).isEqualTo(new Answer(true, 5, A, first.verdict(), first.consequences()));
    assertThat(school.ledger()).hasSize(size);
    assertThat(refuses(school, "r1", Effect.CLEAR)).isEqualTo(Rejection.Type.RULING_CONFLICT);
  }

  @Test
  void a_ruling_that_changes_nothing_is_refused() {
    Scenario school = Scenario.given(opened(1, STICKY));

    assertThat(refuses(school, "r1", Effect.CLEAR)).isEqualTo(Rejection.Type.RULING_CONFLICT);
    assertThat(refuses(school, "r1", Effect.WITHDRAW)).isEqualTo(Rejection.Type.RULING_CONFLICT);
    rules(school, "r1", Effect.OVERRIDE);
    assertThat(refuses(school, "r2", Effect.OVERRIDE)).isEqualTo(Rejection.Type.RULING_CONFLICT);
  }

  @Test
  void a_person_vouches_for_a_mastery_without_a_policy_and_takes_it_back() {
    Scenario school = Scenario.given(framework(), new LearnerEnrolled(LEARNER));
    records(school, evidence("1", "A", 1.0, 1));

    Answer override = rules(school, "r1", Effect.OVERRIDE);
    Answer more = records(school, evidence("2", "A", 0.0, 2));
    Answer cleared = rules(school, "r2", Effect.CLEAR);
    Answer again = rules(school, "r3", Effect.OVERRIDE);
    Answer withdrawn = rules(school, "r4", Effect.WITHDRAW);

    assertThat(override.verdict().status()).isEqualTo(Status.OVERRIDDEN);
    assertThat(override.verdict().reason()).isEqualTo("A person vouches for the mastery.");
    CompetencyMastered mastered = (CompetencyMastered) override.consequences().getFirst();
    assertThat(mastered.basis()).isEqualTo(Basis.OVERRIDDEN);
    assertThat(mastered.grounds().policy()).isNull();
    assertThat(more.verdict().status()).isEqualTo(Status.OVERRIDDEN);
    assertThat(more.consequences()).isEmpty();
    assertThat(cleared.verdict().status()).isEqualTo(Status.NOT_YET);
    assertThat(cleared.consequences())
        .hasExactlyElementsOfTypes(MasteryWithdrawn.class, VerdictChanged.class);
    assertThat(again.consequences()).hasExactlyElementsOfTypes(CompetencyMastered.class);
    assertThat(withdrawn.consequences()).hasExactlyElementsOfTypes(MasteryWithdrawn.class);
    assertThat(((MasteryWithdrawn) withdrawn.consequences().getFirst()).grounds().leftOut())
        .extracting(LeftOut::why)
        .containsExactly(Why.SET_ASIDE, Why.SET_ASIDE);
  }

  @Test
  void a_mastery_that_no_policy_in_force_decides_is_judged_by_the_one_it_was_claimed_under() {
    Scenario school = Scenario.given(opened(1, STICKY));
    school.happens(only(2, A));
    records(school, evidence("1", "A", 1.0, 1));
    school.happens(only(3, B));

    assertThat(records(school, evidence("2", "A", 0.0, 2)).verdict().status())
        .isEqualTo(Status.MASTERED);
    assertThat(rules(school, "r1", Effect.WITHDRAW).verdict().status()).isEqualTo(Status.WITHDRAWN);
  }

  @Test
  void what_no_version_has_any_more_is_still_cleared_and_withdrawn_and_vouched_for_no_more() {
    Scenario school = Scenario.given(opened(1, STICKY));
    rules(school, "r1", Effect.OVERRIDE);
    school.happens(framework(2, B, C, D));

    assertThat(rules(school, "r1", Effect.OVERRIDE).again()).isTrue();
    assertThat(rules(school, "r2", Effect.CLEAR).consequences())
        .hasAtLeastOneElementOfType(MasteryWithdrawn.class);
    assertThat(refuses(school, "r3", Effect.OVERRIDE)).isEqualTo(Rejection.Type.UNKNOWN_COMPETENCY);

    Scenario shown = Scenario.given(opened(1, STICKY));
    records(shown, evidence("1", "A", 1.0, 1));
    shown.happens(framework(2, B, C, D));
    assertThat(rules(shown, "r1", Effect.WITHDRAW).verdict().status()).isEqualTo(Status.WITHDRAWN);
    assertThat(rules(shown, "r2", Effect.CLEAR).verdict().status()).isEqualTo(Status.MASTERED);
  }

  @Test
  void there_is_no_ruling_on_what_nobody_defined() {
    Scenario nobody = Scenario.given(framework());
    Scenario school = Scenario.given(framework(), new LearnerEnrolled(LEARNER));

    assertThat(refuses(nobody, "r1", Effect.OVERRIDE)).isEqualTo(Rejection.Type.UNKNOWN_LEARNER);
    assertThat(
            school.rejects(decider, rule(school, new CompetencyId("id-z"), "r1", Effect.OVERRIDE)))
        .isEqualTo(Rejection.Type.UNKNOWN_COMPETENCY);
  }
}
