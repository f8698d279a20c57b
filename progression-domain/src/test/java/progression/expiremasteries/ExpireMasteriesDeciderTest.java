package progression.expiremasteries;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.mastery.Policy.Regression.STICKY;
import static progression.recordevidence.School.A;
import static progression.recordevidence.School.ART;
import static progression.recordevidence.School.B;
import static progression.recordevidence.School.C;
import static progression.recordevidence.School.LEARNER;
import static progression.recordevidence.School.MATH;
import static progression.recordevidence.School.POLICY;
import static progression.recordevidence.School.START;
import static progression.recordevidence.School.art;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.evidence;
import static progression.recordevidence.School.framework;
import static progression.recordevidence.School.linked;
import static progression.recordevidence.School.opened;
import static progression.recordevidence.School.policy;
import static progression.recordevidence.School.record;
import static progression.recordevidence.School.requiring;
import static progression.recordevidence.School.skills;
import static progression.recordevidence.School.strict;
import static progression.roster.People.DISTRICT;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import progression.consequence.Revised;
import progression.consequence.Revision;
import progression.curriculum.Resolution;
import progression.curriculum.Resolution.Found;
import progression.event.Cause;
import progression.event.Consequence;
import progression.event.MasteryWithdrawn;
import progression.event.PolicyAdopted;
import progression.event.Ruling;
import progression.event.StagePlacedUnderReview;
import progression.event.VerdictChanged;
import progression.kernel.PolicyId;
import progression.kernel.RulingId;
import progression.kernel.Scenario;
import progression.mastery.Method.EvidenceRequirements.Skill;
import progression.mastery.Policy;
import progression.mastery.Policy.Requirements;
import progression.mastery.Verdict.Status;
import progression.recordevidence.RecordEvidence.Submission;
import progression.recordevidence.RecordEvidenceDecider;
import progression.reevaluatepolicy.ReevaluatePolicy;
import progression.reevaluatepolicy.ReevaluatePolicyDecider;
import progression.rulecompetency.RuleCompetency;
import progression.rulecompetency.RuleCompetencyDecider;

class ExpireMasteriesDeciderTest {

  private static final Requirements A_MONTH =
      new Requirements(0, 0, 0, Set.of(), null, Period.ofMonths(1), null);
  private static final int A_DAY = 24 * 60;

  private final ExpireMasteriesDecider decider = new ExpireMasteriesDecider();

  private Revised expire(Scenario school, Instant at) {
    return school
        .accepts(decider, new ExpireMasteries(LEARNER, at, curriculum(school.ledger())))
        .outcome();
  }

  private static void records(Scenario school, Submission submission) {
    school.accepts(new RecordEvidenceDecider(), record(curriculum(school.ledger()), submission));
  }

  private static Instant day(int day) {
    return START.plus(Duration.ofDays(day));
  }

  @Test
  void all_that_has_lapsed_is_taken_back_with_the_moment_as_cause_and_nothing_else() {
    Scenario school = Scenario.given(requiring(A_MONTH, opened(1, STICKY)));
    records(school, evidence("1", "A", 1.0, 0));
    records(school, evidence("2", "B", 1.0, 5 * A_DAY));
    records(school, evidence("3", "C", 1.0, 20 * A_DAY));

    Revised outcome = expire(school, day(40));

    assertThat(outcome.revisions())
        .extracting(revision -> revision.competency().competency())
        .containsExactly(A, B);
    assertThat(outcome.revisions()).extracting(Revision::from).containsOnly(Status.MASTERED);
    assertThat(outcome.revisions())
        .extracting(revision -> revision.to().status())
        .containsOnly(Status.WITHDRAWN);
    assertThat(outcome.events())
        .extracting(Object::getClass)
        .containsExactly(
            MasteryWithdrawn.class,
            StagePlacedUnderReview.class,
            MasteryWithdrawn.class,
            StagePlacedUnderReview.class);
    assertThat(outcome.events())
        .extracting(Consequence::cause)
        .containsOnly(new Cause.ByTime(day(40)));
  }

  @Test
  void a_second_time_nothing_is_decided_and_an_earlier_moment_brings_nothing_back() {
    Scenario school = Scenario.given(requiring(A_MONTH, opened(1, STICKY)));
    records(school, evidence("1", "A", 1.0, 0));
    expire(school, day(40));

    assertThat(expire(school, day(40))).isEqualTo(expire(school, day(10)));
    assertThat(expire(school, day(10)).events()).isEmpty();
  }

  @Test
  void the_moment_of_the_expiry_itself_is_the_first_at_which_it_has_lapsed() {
    Scenario school = Scenario.given(requiring(A_MONTH, opened(1, STICKY)));
    records(school, evidence("1", "A", 1.0, 0));

    assertThat(expire(school, day(31).minusNanos(1)).revisions()).isEmpty();
    assertThat(expire(school, day(31)).revisions()).hasSize(1);
  }

  @Test
  void what_hangs_on_it_goes_with_it_and_is_told_once() {
    Scenario school = Scenario.given(requiring(A_MONTH, strict(1, STICKY)));
    records(school, evidence("1", "A", 1.0, 0));
    records(school, evidence("2", "B", 1.0, 20 * A_DAY));
    records(school, evidence("3", "C", 0.5, 20 * A_DAY));

    Revised outcome = expire(school, day(40));

    assertThat(outcome.revisions())
        .extracting(revision -> revision.competency().competency())
        .containsExactly(A, B, C);
    assertThat(outcome.revisions())
        .extracting(revision -> revision.to().status())
        .containsExactly(Status.WITHDRAWN, Status.WITHDRAWN, Status.LOCKED);
    assertThat(outcome.events()).filteredOn(MasteryWithdrawn.class::isInstance).hasSize(2);
    assertThat(outcome.events()).filteredOn(VerdictChanged.class::isInstance).hasSize(1);
  }

  @Test
  void what_no_version_has_any_more_lapses_too_and_no_later_policy_reaches_it() {
    for (int inARow : new int[] {3, 1}) {
      Scenario school = Scenario.given(requiring(A_MONTH, opened(1, STICKY)));
      records(school, evidence("1", "A", 1.0, 0));
      school.happens(framework(2, B, C));
      school.happens(policy(2, inARow, STICKY));

      assertThat(
              school
                  .accepts(
                      new ReevaluatePolicyDecider(),
                      new ReevaluatePolicy(LEARNER, POLICY, day(1), curriculum(school.ledger())))
                  .events())
          .isEmpty();
      assertThat(expire(school, day(20)).events()).isEmpty();
      assertThat(expire(school, day(40)).revisions())
          .extracting(revision -> revision.competency().competency())
          .containsExactly(A);
    }
  }

  @Test
  void what_another_framework_has_by_now_is_left_to_that_one() {
    Scenario school = Scenario.given(requiring(A_MONTH, opened(1, STICKY)));
    records(school, evidence("1", "A", 1.0, 0));
    school.happens(art(A, "A"));
    school.happens(ofArt(Requirements.NONE));
    school.happens(framework(2, B, C));

    assertThat(curriculum(school.ledger()).recall(A.value(), MATH))
        .isInstanceOf(Resolution.Unknown.class);
    assertThat(expire(school, day(40)).events()).isEmpty();
  }

  @Test
  void what_two_frameworks_have_or_had_lapses_by_the_policy_that_it_is_claimed_under() {
    for (boolean isDropped : new boolean[] {false, true}) {
      for (boolean lapses : new boolean[] {false, true}) {
        Scenario school =
            Scenario.given(requiring(lapses ? A_MONTH : Requirements.NONE, opened(1, STICKY)))
                .and(art(1, A, "art A"), ofArt(lapses ? Requirements.NONE : A_MONTH));
        records(school, evidence("1", "A", 1.0, 0));
        if (isDropped) {
          school.and(art(2, B, "art B"), framework(2, B, C));
        }

        assertThat(expire(school, day(40)).revisions()).hasSize(lapses ? 1 : 0);
      }
    }
  }

  /** One score is enough in the other framework, and that sorts first. */
  private static PolicyAdopted ofArt(Requirements requirements) {
    Policy mathematical = policy(1, 1, STICKY).definition();
    return new PolicyAdopted(
        new PolicyId("of-art"),
        1,
        ART,
        new Policy(
            mathematical.title(),
            ART,
            List.of(),
            mathematical.scale(),
            mathematical.method(),
            mathematical.threshold(),
            mathematical.regression(),
            mathematical.prerequisites(),
            requirements));
  }

  @Test
  void what_comes_first_lapses_first_whatever_the_names() {
    Scenario school =
        Scenario.given(requiring(A_MONTH, linked(1, STICKY, Policy.Prerequisites.STRICT, B, A)));
    records(school, evidence("1", "B", 1.0, 0));
    records(school, evidence("2", "A", 1.0, A_DAY));

    assertThat(expire(school, day(40)).revisions())
        .extracting(revision -> revision.competency().competency())
        .containsExactly(B, A);
  }

  @Test
  void what_reads_a_mastery_that_holds_is_not_judged_anew() {
    Scenario school =
        Scenario.given(opened(1, STICKY)).and(skills(1, "1", STICKY, new Skill(B, 2)));
    records(school, evidence("1", "B", 1.0, 0));
    school.happens(skills(2, "1", STICKY, new Skill(B, 1)));

    assertThat(expire(school, day(40)).events()).isEmpty();
  }

  @Test
  void evidence_that_left_the_window_lapses_too() {
    Requirements recent = new Requirements(0, 0, 0, Set.of(), Period.ofMonths(1));
    Scenario school = Scenario.given(requiring(recent, opened(1, STICKY)));
    school.accepts(
        new RecordEvidenceDecider(),
        record(curriculum(school.ledger()), evidence("1", "A", 1.0, 1)));

    assertThat(expire(school, day(60)).revisions()).hasSize(1);
  }

  @Test
  void what_a_person_vouches_for_does_not_lapse() {
    Scenario school = Scenario.given(requiring(A_MONTH, opened(1, STICKY)));
    school.accepts(
        new RuleCompetencyDecider(),
        new RuleCompetency(
            LEARNER,
            new Found(MATH, A),
            new Ruling(new RulingId("r"), "T-9", "because"),
            RuleCompetency.Effect.OVERRIDE,
            DISTRICT,
            START,
            curriculum(school.ledger())));

    assertThat(expire(school, day(400)).events()).isEmpty();
  }

  @Test
  void a_policy_that_was_adopted_since_takes_nothing_by_this_way() {
    Scenario school = Scenario.given(opened(1, STICKY));
    records(school, evidence("1", "A", 1.0, 0));
    school.happens(policy(2, 3, STICKY));

    assertThat(expire(school, day(400)).events()).isEmpty();
  }
}
