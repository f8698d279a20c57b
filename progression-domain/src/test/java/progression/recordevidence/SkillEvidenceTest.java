package progression.recordevidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static progression.recordevidence.School.A;
import static progression.recordevidence.School.B;
import static progression.recordevidence.School.C;
import static progression.recordevidence.School.LEARNER;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.evidence;
import static progression.recordevidence.School.framework;
import static progression.recordevidence.School.pathway;
import static progression.recordevidence.School.record;
import static progression.recordevidence.School.skills;
import static progression.roster.People.DISTRICT;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import progression.consequence.Account;
import progression.consequence.LearnerRecord;
import progression.correctevidence.CorrectEvidence;
import progression.correctevidence.CorrectEvidenceDecider;
import progression.curriculum.Curriculum;
import progression.curriculum.Resolution.Found;
import progression.event.CompetencyMastered;
import progression.event.LearnerAdvanced;
import progression.event.LearnerEnrolled;
import progression.event.MasteryWithdrawn;
import progression.event.PathwayStarted;
import progression.event.PolicyAdopted;
import progression.event.ProgressionEvent;
import progression.event.Ruling;
import progression.event.VerdictChanged;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.PolicyId;
import progression.kernel.RulingId;
import progression.kernel.Scenario;
import progression.mastery.Evidence;
import progression.mastery.Method.EvidenceRequirements.Skill;
import progression.mastery.Policy;
import progression.mastery.Score;
import progression.mastery.SkillTally;
import progression.mastery.Verdict.Status;
import progression.recordevidence.RecordEvidence.Submission;
import progression.reevaluatepolicy.ReevaluatePolicy;
import progression.reevaluatepolicy.ReevaluatePolicyDecider;
import progression.rulecompetency.RuleCompetency;
import progression.rulecompetency.RuleCompetencyDecider;

/** A is decided by the evidence on its skills: two ratings of B and one of C. */
class SkillEvidenceTest {

  private final Scenario school =
      Scenario.given(
          framework(),
          policy(),
          pathway(),
          new LearnerEnrolled(LEARNER),
          new PathwayStarted(LEARNER, School.PATHWAY, 1, "one"));

  @Test
  void evidence_on_a_skill_decides_the_competency_that_reads_it() {
    records(evidence("b1", "B", 1.0, 1), evidence("b2", "B", 0.5, 2));
    assertThat(school.ledger(CompetencyMastered.class)).isEmpty();

    records(evidence("c1", "C", 1.0, 3));

    assertThat(school.ledger(CompetencyMastered.class))
        .singleElement()
        .satisfies(mastered -> {
          assertThat(mastered.competency()).isEqualTo(A);
          assertThat(mastered.grounds().used()).hasSize(3);
          assertThat(mastered.grounds().estimate())
              .isEqualByComparingTo("0.8333333333333333333333333333333333");
        });
    assertThat(school.ledger(LearnerAdvanced.class)).hasSize(1);
  }

  @Test
  void weaker_evidence_on_a_skill_withdraws_it_where_the_policy_tracks() {
    records(evidence("b1", "B", 1.0, 1), evidence("c1", "C", 0.5, 2), evidence("b2", "B", 1.0, 3));
    assertThat(school.ledger(CompetencyMastered.class)).hasSize(1);

    school.happens(stricter(2));
    records(evidence("c2", "C", 0.0, 4));

    assertThat(school.ledger(MasteryWithdrawn.class))
        .as("only the highest ratings count")
        .isEmpty();
  }

  @Test
  void the_verdict_on_the_competency_is_told_as_it_comes_nearer() {
    records(evidence("b1", "B", 1.0, 1));
    records(evidence("b2", "B", 0.5, 2));

    assertThat(school.ledger(VerdictChanged.class))
        .allSatisfy(changed -> assertThat(changed.competency()).isEqualTo(A))
        .extracting(changed -> changed.verdict().status(), changed -> changed.verdict().reason())
        .containsExactly(
            tuple(Status.NOT_YET, "1 of 3 ratings are there; their average, 1, reaches 0.8."),
            tuple(Status.NOT_YET, "2 of 3 ratings are there; their average, 0.75, is below 0.8."));
  }

  @Test
  void where_she_started_is_a_rating_that_came_before_the_skills_mastery_was_set() {
    records(evidence("b1", "B", 0.2, 1));
    sets(B);
    sets(C);
    records(evidence("c1", "C", 1.0, 0), evidence("b2", "B", 1.0, 2));

    assertThat(tally().progress()).isEqualTo("100");
    assertThat(tally().average()).isEqualTo("0.7");
    assertThat(tally().baseline()).isEqualTo("0.2");

    records(evidence("a1", "A", 0.4, 3, Evidence.Kind.PRIOR_LEARNING));

    assertThat(tally().growth()).as("0.7 less what is on record").isEqualTo("0.3");
  }

  @Test
  void it_is_mastered_once_every_skills_mastery_is_set_and_no_longer_when_one_is_cleared() {
    sets(B);
    assertThat(school.ledger(CompetencyMastered.class).map(CompetencyMastered::competency))
        .containsExactly(B);
    sets(C);

    assertThat(school.ledger(CompetencyMastered.class).map(CompetencyMastered::competency))
        .containsExactly(B, C, A);
    assertThat(school.ledger(LearnerAdvanced.class)).isNotEmpty();

    rules(C, RuleCompetency.Effect.CLEAR);

    assertThat(school.ledger(MasteryWithdrawn.class).map(MasteryWithdrawn::competency))
        .containsExactly(C, A);
  }

  @Test
  void a_skill_that_was_mastered_by_evidence_counts_as_set_all_the_same() {
    school.happens(School.policy(1, 1, Policy.Regression.STICKY));
    records(evidence("b1", "B", 1.0, 1), evidence("c1", "C", 1.0, 2));
    assertThat(tally().complete()).isEqualTo(2);

    sets(B);

    assertThat(tally().complete()).isEqualTo(3);
    assertThat(school.ledger(CompetencyMastered.class).map(CompetencyMastered::competency))
        .contains(A);
  }

  @Test
  void once_it_is_not_set_any_more_every_rating_is_one_that_she_started_from() {
    sets(C);
    records(evidence("b1", "B", 0.2, 1), evidence("c1", "C", 1.0, 0));
    assertThat(tally().baseline()).isEqualTo("0.2");

    rules(C, RuleCompetency.Effect.CLEAR);

    assertThat(tally().baseline()).isEqualTo("0.6");
  }

  @Test
  void a_policy_that_names_skills_meanwhile_reads_what_was_shown_of_them() {
    Scenario bare = before();
    var command = record(curriculum(bare.ledger()), evidence("c1", "C", 1.0, 3));
    bare.happens(policy());

    bare.accepts(new RecordEvidenceDecider(), command);

    assertThat(bare.ledger(CompetencyMastered.class))
        .extracting(CompetencyMastered::competency)
        .containsExactly(A);
  }

  @Test
  void a_mastery_stays_under_its_policy_whatever_its_skills_show_after_another_was_adopted() {
    school.happens(adopted(2, "0.5"));
    records(evidence("b1", "B", 0.6, 1), evidence("b2", "B", 0.6, 2), evidence("c1", "C", 0.6, 3));
    school.happens(stricter(3));
    records(evidence("c2", "C", 1.0, 4), evidence("b3", "B", 1.0, 5), evidence("b4", "B", 1.0, 6));
    assertThat(school.ledger(VerdictChanged.class).toList().getLast().verdict().policyVersion())
        .isEqualTo(3);

    rescores("b4", 0.6);

    assertThat(school.ledger(MasteryWithdrawn.class)).isEmpty();
  }

  private void rescores(String evidence, double score) {
    school.accepts(
        new CorrectEvidenceDecider(),
        new CorrectEvidence(
            LEARNER,
            new Found(School.MATH, B),
            new EvidenceId("lms:" + evidence),
            new Ruling(new RulingId("r"), "T-9", "misread"),
            new CorrectEvidence.Correction.Rescored(new Score.Scaled(BigDecimal.valueOf(score))),
            DISTRICT,
            School.START,
            curriculum(school.ledger())));
  }

  @Test
  void evaluating_again_reaches_a_competency_of_which_only_skills_were_shown() {
    Scenario bare = before();
    bare.accepts(
        new RecordEvidenceDecider(),
        record(curriculum(bare.ledger()), evidence("c1", "C", 1.0, 3)));
    bare.happens(policy());

    bare.accepts(
        new ReevaluatePolicyDecider(),
        new ReevaluatePolicy(
            LEARNER, new PolicyId("skills"), School.START, curriculum(bare.ledger())));

    assertThat(bare.ledger(CompetencyMastered.class))
        .extracting(CompetencyMastered::competency)
        .containsExactly(A);
  }

  /** B was shown twice before there was a policy. */
  private static Scenario before() {
    Scenario bare =
        Scenario.given(
            framework(),
            pathway(),
            new LearnerEnrolled(LEARNER),
            new PathwayStarted(LEARNER, School.PATHWAY, 1, "one"));
    bare.accepts(
        new RecordEvidenceDecider(),
        record(
            curriculum(bare.ledger()), evidence("b1", "B", 1.0, 1), evidence("b2", "B", 1.0, 2)));
    return bare;
  }

  private void sets(CompetencyId skill) {
    rules(skill, RuleCompetency.Effect.OVERRIDE);
  }

  private void rules(CompetencyId skill, RuleCompetency.Effect effect) {
    school.accepts(
        new RuleCompetencyDecider(),
        new RuleCompetency(
            LEARNER,
            new Found(School.MATH, skill),
            new Ruling(new RulingId(effect + " " + skill), "T-7", "seen"),
            effect,
            DISTRICT,
            School.START,
            curriculum(school.ledger())));
  }

  private SkillTally tally() {
    LearnerRecord record = new LearnerRecord(LEARNER, Curriculum.EMPTY, List.of());
    List<ProgressionEvent> ledger = school.ledger();
    for (int position = 0; position < ledger.size(); position++) {
      record.evolve(ledger.get(position), position);
    }
    SkillTally skills = Account.of(record, new Found(School.MATH, A), School.START).skills();
    return Objects.requireNonNull(skills);
  }

  private void records(Submission... submissions) {
    school.accepts(new RecordEvidenceDecider(), record(curriculum(school.ledger()), submissions));
  }

  private static PolicyAdopted policy() {
    return adopted(1, "0.8");
  }

  private static PolicyAdopted stricter(int version) {
    return adopted(version, "0.9");
  }

  private static PolicyAdopted adopted(int version, String threshold) {
    return skills(version, threshold, Policy.Regression.TRACKING, new Skill(B, 2), new Skill(C, 1));
  }
}
