package progression.consequence;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.consequence.LevelSchool.THREE;
import static progression.consequence.LevelSchool.continues;
import static progression.consequence.LevelSchool.corrects;
import static progression.consequence.LevelSchool.of;
import static progression.consequence.LevelSchool.onHerWay;
import static progression.consequence.LevelSchool.policy;
import static progression.consequence.LevelSchool.rules;
import static progression.consequence.LevelSchool.scores;
import static progression.consequence.LevelSchool.setsGoal;
import static progression.consequence.LevelSchool.told;
import static progression.consequence.LevelSchool.withdrawn;
import static progression.mastery.Policy.Regression.STICKY;
import static progression.mastery.Policy.Regression.TRACKING;
import static progression.recordevidence.School.A;
import static progression.recordevidence.School.LEARNER;
import static progression.recordevidence.School.PATHWAY;
import static progression.recordevidence.School.START;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.framework;
import static progression.recordevidence.School.pathway;
import static progression.roster.People.DISTRICT;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import progression.correctevidence.CorrectEvidence.Correction;
import progression.enrolllearner.EnrollLearner;
import progression.enrolllearner.EnrollLearnerDecider;
import progression.event.Cause;
import progression.event.GoalReopened;
import progression.event.LearnerEnrolled;
import progression.event.LevelReached;
import progression.event.StagePlacedUnderReview;
import progression.kernel.EntryId;
import progression.kernel.EvidenceId;
import progression.kernel.Scenario;
import progression.makechoice.MakeChoice;
import progression.makechoice.MakeChoiceDecider;
import progression.mastery.Method;
import progression.mastery.Policy.Requirements;
import progression.rulecompetency.RuleCompetency.Effect;

/** On a scale from 0 to 4 mastery is at 2, and the first stage asks for A at 3. */
class LevelsTest {

  @Test
  void the_evidence_that_reaches_the_level_completes_the_stage_in_the_same_stroke() {
    Scenario school = onHerWay(TRACKING);

    assertThat(scores(school, "1", 2, 1)).containsExactly("EvidenceRecorded", "CompetencyMastered");
    assertThat(scores(school, "2", 3, 2))
        .containsExactly("EvidenceRecorded", "LevelReached", "StageCompleted", "LearnerAdvanced");

    LevelReached reached = school.ledger(LevelReached.class).findFirst().orElseThrow();
    assertThat(reached.level()).isEqualTo(THREE);
    assertThat(reached.cause()).isEqualTo(new Cause.ByEvidence(new EvidenceId("lms:2")));
    assertThat(reached.grounds().threshold()).isEqualTo(THREE);
    assertThat(reached.grounds().used()).containsExactly(new EvidenceId("lms:2"));
    assertThat(reached.grounds().reason()).contains("3, reaches 3");
  }

  @Test
  void a_mastery_can_come_with_its_level() {
    assertThat(scores(onHerWay(STICKY), "1", 4, 1))
        .containsExactly(
            "EvidenceRecorded",
            "CompetencyMastered",
            "LevelReached",
            "StageCompleted",
            "LearnerAdvanced");
  }

  @Test
  void a_level_that_is_gone_places_the_stage_under_review_and_leaves_the_mastery() {
    Scenario school = onHerWay(TRACKING);
    scores(school, "1", 3, 1);

    assertThat(scores(school, "2", 2, 2))
        .containsExactly("EvidenceRecorded", "LevelWithdrawn", "StagePlacedUnderReview");
    assertThat(school.ledger(StagePlacedUnderReview.class).map(StagePlacedUnderReview::unmet))
        .containsExactly(List.of(A));
    assertThat(withdrawn(school).grounds().reason()).contains("2, is below 3");
    assertThat(scores(school, "3", 3, 3))
        .containsExactly("EvidenceRecorded", "LevelReached", "StageCompleted");
  }

  @Test
  void a_sticky_policy_keeps_a_level_as_it_keeps_a_mastery() {
    Scenario school = onHerWay(STICKY);
    scores(school, "1", 3, 1);

    assertThat(scores(school, "2", 0, 2)).containsExactly("EvidenceRecorded");
  }

  @Test
  void a_rescore_that_lowers_takes_the_level_back_and_another_brings_it_again() {
    Scenario school = onHerWay(STICKY);
    scores(school, "1", 3, 1);

    assertThat(corrects(school, "1", new Correction.Rescored(of(2))))
        .containsExactly("EvidenceRescored", "LevelWithdrawn", "StagePlacedUnderReview");
    assertThat(corrects(school, "1", new Correction.Rescored(of(4))))
        .containsExactly("EvidenceRescored", "LevelReached", "StageCompleted");
  }

  @Test
  void a_mastery_that_ends_takes_its_levels_with_it() {
    Scenario school = onHerWay(STICKY);
    scores(school, "1", 3, 1);

    assertThat(corrects(school, "1", new Correction.Retracted()))
        .containsExactly(
            "EvidenceRetracted", "MasteryWithdrawn", "LevelWithdrawn", "StagePlacedUnderReview");
    assertThat(corrects(school, "1", new Correction.Reinstated()))
        .containsExactly(
            "EvidenceReinstated", "CompetencyMastered", "LevelReached", "StageCompleted");
  }

  @Test
  void a_level_below_the_threshold_goes_with_the_mastery_and_says_why_that_ended() {
    Scenario school = onHerWay(TRACKING, "1");
    scores(school, "1", 2, 1);

    assertThat(scores(school, "2", 1, 2))
        .containsExactly(
            "EvidenceRecorded", "MasteryWithdrawn", "LevelWithdrawn", "StagePlacedUnderReview");
    assertThat(withdrawn(school).grounds().reason()).contains("1, is below 2");
  }

  @Test
  void a_person_vouches_for_every_level_until_she_no_longer_does() {
    Scenario school = onHerWay(TRACKING);
    scores(school, "1", 2, 1);

    assertThat(rules(school, Effect.OVERRIDE))
        .containsExactly("VerdictOverridden", "StageCompleted", "LearnerAdvanced");
    assertThat(rules(school, Effect.CLEAR))
        .containsExactly("OverrideCleared", "StagePlacedUnderReview");
  }

  @Test
  void a_level_that_holds_once_an_override_is_cleared_is_not_told_again() {
    Scenario school = onHerWay(TRACKING);
    scores(school, "1", 3, 1);
    rules(school, Effect.OVERRIDE);

    assertThat(rules(school, Effect.CLEAR)).containsExactly("OverrideCleared");
    rules(school, Effect.OVERRIDE);
    assertThat(scores(school, "2", 2, 2)).containsExactly("EvidenceRecorded");
    assertThat(rules(school, Effect.CLEAR))
        .containsExactly("OverrideCleared", "LevelWithdrawn", "StagePlacedUnderReview");
  }

  @Test
  void an_override_of_what_nobody_showed_meets_a_stage_at_its_level() {
    Scenario school = onHerWay(TRACKING);

    assertThat(rules(school, Effect.OVERRIDE))
        .containsExactly(
            "VerdictOverridden", "CompetencyMastered", "StageCompleted", "LearnerAdvanced");
    assertThat(rules(school, Effect.CLEAR))
        .containsExactly(
            "OverrideCleared", "MasteryWithdrawn", "VerdictChanged", "StagePlacedUnderReview");
  }

  @Test
  void what_a_person_withdraws_is_gone_at_every_level() {
    Scenario school = onHerWay(STICKY);
    scores(school, "1", 3, 1);

    assertThat(rules(school, Effect.WITHDRAW))
        .containsExactly(
            "EvidenceSetAside", "MasteryWithdrawn", "LevelWithdrawn", "StagePlacedUnderReview");
  }

  @Test
  void who_is_asked_for_no_level_is_told_of_none() {
    Scenario school = onHerWay(TRACKING, null);

    assertThat(scores(school, "1", 4, 1))
        .containsExactly(
            "EvidenceRecorded", "CompetencyMastered", "StageCompleted", "LearnerAdvanced");
  }

  /** She has reached 3, and is not yet on the pathway, which may ask for a level. */
  private static Scenario atThreeBesides(@Nullable String level) {
    Scenario school =
        Scenario.given(
            framework(),
            policy(1, new Method.Latest(), TRACKING, "2", Requirements.NONE),
            pathway(1, level, null, null, null),
            new LearnerEnrolled(LEARNER));
    scores(school, "1", 3, 1);
    return school;
  }

  @Test
  void what_she_reached_before_counts_on_a_pathway_that_she_starts() {
    Scenario school = atThreeBesides("3");

    int before = school.ledger().size();
    school.accepts(
        new EnrollLearnerDecider(),
        new EnrollLearner(
            LEARNER, List.of(PATHWAY), null, DISTRICT, START, curriculum(school.ledger())));

    assertThat(told(school, before))
        .containsExactly("PathwayStarted", "LevelReached", "StageCompleted", "LearnerAdvanced");
    assertThat(school.ledger(LevelReached.class).map(LevelReached::cause))
        .containsExactly(new Cause.ByEnrollment(PATHWAY));
  }

  @Test
  void what_she_reached_before_counts_on_a_pathway_that_she_chooses() {
    Scenario school = atThreeBesides(null);
    MakeChoice early =
        MakeChoice.of(
            LEARNER,
            new EntryId("1"),
            PATHWAY,
            null,
            List.of(),
            DISTRICT,
            START,
            curriculum(school.ledger()));
    school.happens(pathway(2, "3", null, null, null));

    int before = school.ledger().size();
    school.accepts(new MakeChoiceDecider(), early);

    assertThat(told(school, before))
        .containsExactly(
            "ChoiceMade", "PathwayStarted", "LevelReached", "StageCompleted", "LearnerAdvanced");
  }

  @Test
  void a_level_published_after_an_enrolment_was_completed_is_looked_at_all_the_same() {
    Scenario school = atThreeBesides(null);
    EnrollLearner early =
        new EnrollLearner(
            LEARNER, List.of(PATHWAY), null, DISTRICT, START, curriculum(school.ledger()));
    school.happens(pathway(2, "3", null, null, null));

    int before = school.ledger().size();
    school.accepts(new EnrollLearnerDecider(), early);

    assertThat(told(school, before))
        .containsExactly("PathwayStarted", "LevelReached", "StageCompleted", "LearnerAdvanced");
  }

  @Test
  void what_she_reached_before_counts_in_a_version_that_she_is_taken_over_to() {
    Scenario school = onHerWay(TRACKING, "4");
    scores(school, "1", 3, 1);
    school.happens(pathway(2, "3", null, null, null));

    assertThat(continues(school))
        .containsExactly("PathwayContinued", "LevelReached", "StageCompleted", "LearnerAdvanced");
  }

  @Test
  void a_completed_stage_that_asks_for_a_level_now_is_placed_under_review() {
    Scenario school = onHerWay(TRACKING, null);
    scores(school, "1", 2, 1);
    school.happens(pathway(2, "3", null, null, null));

    assertThat(continues(school)).containsExactly("PathwayContinued", "StagePlacedUnderReview");
  }

  @Test
  void a_goal_on_a_stage_is_achieved_at_its_level_and_opened_again_below_it() {
    Scenario school = onHerWay(TRACKING);
    scores(school, "1", 2, 1);
    setsGoal(school);

    assertThat(scores(school, "2", 3, 2)).contains("LevelReached", "GoalAchieved");
    assertThat(scores(school, "3", 2, 3)).contains("LevelWithdrawn", "GoalReopened");
    assertThat(school.ledger(GoalReopened.class).map(GoalReopened::unmet))
        .containsExactly(List.of(A));
  }

  @Test
  void a_goal_keeps_the_level_of_its_stage_where_her_pathway_no_longer_asks_for_it() {
    Scenario school = onHerWay(TRACKING);
    setsGoal(school);
    school.happens(pathway(2, null, null, null, null));
    continues(school);

    assertThat(scores(school, "1", 3, 1)).contains("LevelReached", "GoalAchieved");
  }
}
