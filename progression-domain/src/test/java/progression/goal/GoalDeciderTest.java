package progression.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.goal.Goals.GOAL;
import static progression.goal.Goals.aim;
import static progression.goal.Goals.goalAt;
import static progression.goal.Goals.goalEvents;
import static progression.goal.Goals.records;
import static progression.goal.Goals.revision;
import static progression.goal.Goals.school;
import static progression.goal.Goals.set;
import static progression.goal.Goals.sets;
import static progression.mastery.Policy.Regression.STICKY;
import static progression.mastery.Policy.Regression.TRACKING;
import static progression.recordevidence.School.A;
import static progression.recordevidence.School.B;
import static progression.recordevidence.School.LEARNER;
import static progression.recordevidence.School.evidence;
import static progression.roster.People.GUARDIAN;
import static progression.roster.People.HERSELF;
import static progression.roster.People.TEACHER;

import java.util.List;
import org.junit.jupiter.api.Test;
import progression.abandongoal.AbandonGoal;
import progression.abandongoal.AbandonGoalDecider;
import progression.event.Cause;
import progression.event.CompetencyMastered;
import progression.event.Consequence;
import progression.event.GoalAbandoned;
import progression.event.GoalAchieved;
import progression.event.GoalReopened;
import progression.event.GoalRevised;
import progression.event.GoalSet;
import progression.event.LearnerAdvanced;
import progression.event.MasteryWithdrawn;
import progression.event.StageCompleted;
import progression.event.StagePlacedUnderReview;
import progression.kernel.EvidenceId;
import progression.kernel.Rejection;
import progression.kernel.Scenario;
import progression.reopengoal.ReopenGoal;
import progression.reopengoal.ReopenGoalDecider;
import progression.revisegoal.ReviseGoalDecider;
import progression.setgoal.SetGoalDecider;

/** A goal from being set to being achieved, and back. */
class GoalDeciderTest {

  @Test
  void a_goal_is_achieved_by_the_evidence_that_shows_the_last_of_its_competencies() {
    Scenario school = school(STICKY);
    assertThat(sets(school, null, "A", "B").consequences()).isEmpty();

    assertThat(records(school, evidence("1", "A", 1.0, 1)))
        .extracting(Object::getClass)
        .doesNotContain(GoalAchieved.class);
    List<Consequence> consequences = records(school, evidence("2", "B", 1.0, 2));

    assertThat(consequences)
        .extracting(Object::getClass)
        .containsExactly(
            CompetencyMastered.class,
            GoalAchieved.class,
            StageCompleted.class,
            LearnerAdvanced.class);
    GoalAchieved achieved = (GoalAchieved) consequences.get(1);
    assertThat(achieved.mastered()).containsExactly(A, B);
    assertThat(achieved.cause()).isEqualTo(new Cause.ByEvidence(new EvidenceId("lms:2")));
    assertThat(records(school, evidence("3", "B", 1.0, 3))).isEmpty();
    assertThat(sets(school, null, "A", "B"))
        .as("what evidence brought about later was not answered then")
        .isEqualTo(new GoalOutcome(true, goalAt(school, 0), List.of()));
  }

  @Test
  void an_achieved_goal_is_pursued_again_when_mastery_is_withdrawn() {
    Scenario school = school(TRACKING);
    GoalOutcome set = sets(school, null, "A");
    List<Consequence> gained = records(school, evidence("1", "A", 1.0, 1));

    List<Consequence> lost = records(school, evidence("2", "A", 0.0, 2));
    List<Consequence> regained = records(school, evidence("3", "A", 1.0, 3));

    assertThat(set.again()).isFalse();
    assertThat(gained).hasAtLeastOneElementOfType(GoalAchieved.class);
    assertThat(lost)
        .extracting(Object::getClass)
        .containsExactly(MasteryWithdrawn.class, GoalReopened.class, StagePlacedUnderReview.class);
    assertThat(((GoalReopened) lost.get(1)).unmet()).containsExactly(A);
    assertThat(((GoalReopened) lost.get(1)).cause())
        .isEqualTo(new Cause.ByEvidence(new EvidenceId("lms:2")));
    assertThat(regained).hasAtLeastOneElementOfType(GoalAchieved.class);
  }

  @Test
  void what_is_mastered_already_achieves_a_goal_at_once() {
    Scenario school = school(STICKY);
    List<Consequence> mastered = records(school, evidence("1", "A", 1.0, 1));

    GoalOutcome set = sets(school, null, "A");
    GoalOutcome again = sets(school, null, "A");

    assertThat(mastered).isNotEmpty();
    assertThat(set.consequences())
        .containsExactly(new GoalAchieved(LEARNER, GOAL, List.of(A), new Cause.ByGoal(GOAL)));
    assertThat(again.again()).isTrue();
    assertThat(again.consequences()).isEqualTo(set.consequences());
    assertThat(goalEvents(school)).containsExactly(GoalSet.class, GoalAchieved.class);
  }

  @Test
  void a_goal_on_a_stage_is_achieved_when_what_the_stage_asks_for_is_mastered() {
    Scenario school = school(STICKY);
    assertThat(sets(school, "three").consequences()).isEmpty();

    assertThat(records(school, evidence("1", "D", 1.0, 1)))
        .hasAtLeastOneElementOfType(GoalAchieved.class);
  }

  @Test
  void a_goal_on_a_stage_that_is_not_hers_is_refused() {
    Scenario school = school(STICKY);

    assertThat(
            school.rejects(new SetGoalDecider(), set(school, HERSELF, aim(school, "seven", "A"))))
        .isEqualTo(Rejection.Type.UNKNOWN_REFERENCE);
    assertThat(school.rejects(new SetGoalDecider(), set(school, HERSELF, aim(school, null, "Z"))))
        .isEqualTo(Rejection.Type.UNKNOWN_COMPETENCY);
  }

  @Test
  void only_the_learner_or_her_teacher_revises_a_goal() {
    Scenario school = school(STICKY);
    assertThat(sets(school, null, "A", "B").again()).isFalse();

    assertThat(school.rejects(new ReviseGoalDecider(), revision(school, GUARDIAN, "B")))
        .isEqualTo(Rejection.Type.MAY_NOT_ACT);
    assertThat(school.accepts(new ReviseGoalDecider(), revision(school, TEACHER, "B")).events())
        .hasSize(1);
    assertThat(
            school
                .accepts(new ReviseGoalDecider(), revision(school, HERSELF, "B"))
                .outcome()
                .again())
        .isTrue();
    assertThat(school.ledger(GoalRevised.class).map(event -> event.definition().competencies()))
        .containsExactly(List.of(B));
  }

  @Test
  void asking_for_less_achieves_a_goal_and_asking_for_more_opens_it_again() {
    Scenario school = school(STICKY);
    assertThat(sets(school, null, "A", "B").again()).isFalse();
    assertThat(records(school, evidence("1", "A", 1.0, 1))).isNotEmpty();

    GoalOutcome less =
        school.accepts(new ReviseGoalDecider(), revision(school, TEACHER, "A")).outcome();
    GoalOutcome more =
        school.accepts(new ReviseGoalDecider(), revision(school, TEACHER, "A", "B")).outcome();

    assertThat(less.consequences()).hasOnlyElementsOfType(GoalAchieved.class).hasSize(1);
    assertThat(more.consequences()).hasOnlyElementsOfType(GoalReopened.class).hasSize(1);
  }

  @Test
  void an_abandoned_goal_is_not_achieved_until_somebody_reopens_it() {
    Scenario school = school(STICKY);
    AbandonGoal abandon = new AbandonGoal(LEARNER, GOAL, "other plans", HERSELF, null);
    ReopenGoal reopen = new ReopenGoal(LEARNER, GOAL, "after all", TEACHER, null);
    assertThat(sets(school, null, "A").again()).isFalse();
    assertThat(school.accepts(new ReopenGoalDecider(), reopen).outcome().again()).isTrue();
    assertThat(school.accepts(new AbandonGoalDecider(), abandon).outcome().again()).isFalse();
    assertThat(school.accepts(new AbandonGoalDecider(), abandon).outcome().again()).isTrue();
    assertThat(school.rejects(new ReviseGoalDecider(), revision(school, HERSELF, "B")))
        .isEqualTo(Rejection.Type.ENTRY_CLOSED);

    assertThat(records(school, evidence("1", "A", 1.0, 1)))
        .doesNotHaveAnyElementsOfTypes(GoalAchieved.class);
    GoalOutcome reopened = school.accepts(new ReopenGoalDecider(), reopen).outcome();

    assertThat(reopened.consequences()).hasOnlyElementsOfType(GoalAchieved.class).hasSize(1);
    assertThat(goalEvents(school))
        .containsExactly(
            GoalSet.class, GoalAbandoned.class, GoalReopened.class, GoalAchieved.class);
    assertThat(school.rejects(new AbandonGoalDecider(), abandon))
        .isEqualTo(Rejection.Type.ENTRY_CLOSED);
    assertThat(school.accepts(new ReopenGoalDecider(), reopen).outcome())
        .as("it was reopened so, and achieved")
        .isEqualTo(new GoalOutcome(true, goalAt(school, 2), reopened.consequences()));
    assertThat(
            school.rejects(
                new ReopenGoalDecider(), new ReopenGoal(LEARNER, GOAL, "once more", TEACHER, null)))
        .isEqualTo(Rejection.Type.ENTRY_CLOSED);
  }

  @Test
  void nothing_can_be_done_about_a_goal_that_was_never_set() {
    Scenario school = school(STICKY);

    assertThat(school.rejects(new ReviseGoalDecider(), revision(school, HERSELF, "A")))
        .isEqualTo(Rejection.Type.UNKNOWN_ENTRY);
    assertThat(
            school.rejects(
                new AbandonGoalDecider(), new AbandonGoal(LEARNER, GOAL, "why", HERSELF, null)))
        .isEqualTo(Rejection.Type.UNKNOWN_ENTRY);
    assertThat(
            school.rejects(
                new ReopenGoalDecider(), new ReopenGoal(LEARNER, GOAL, "why", HERSELF, null)))
        .isEqualTo(Rejection.Type.UNKNOWN_ENTRY);
  }
}
