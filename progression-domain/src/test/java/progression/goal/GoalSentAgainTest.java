package progression.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.goal.Goals.GOAL;
import static progression.goal.Goals.MOVED;
import static progression.goal.Goals.aim;
import static progression.goal.Goals.goalAt;
import static progression.goal.Goals.records;
import static progression.goal.Goals.revision;
import static progression.goal.Goals.school;
import static progression.goal.Goals.set;
import static progression.goal.Goals.sets;
import static progression.mastery.Policy.Regression.STICKY;
import static progression.recordevidence.School.LEARNER;
import static progression.recordevidence.School.PATHWAY;
import static progression.recordevidence.School.art;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.evidence;
import static progression.recordevidence.School.pathway;
import static progression.roster.People.GUARDIAN;
import static progression.roster.People.HERSELF;
import static progression.roster.People.TEACHER;

import java.util.List;
import org.junit.jupiter.api.Test;
import progression.abandongoal.AbandonGoal;
import progression.abandongoal.AbandonGoalDecider;
import progression.agency.Goal;
import progression.event.GoalRevised;
import progression.event.PathwayContinued;
import progression.event.RelationshipEnded;
import progression.event.RelationshipStarted;
import progression.kernel.CompetencyId;
import progression.kernel.EntryId;
import progression.kernel.Rejection;
import progression.kernel.Scenario;
import progression.reopengoal.ReopenGoal;
import progression.reopengoal.ReopenGoalDecider;
import progression.revisegoal.ReviseGoal;
import progression.revisegoal.ReviseGoalDecider;
import progression.setgoal.SetGoal;
import progression.setgoal.SetGoalDecider;

/** What was done about a goal is sent again, as it was or in other terms. */
class GoalSentAgainTest {

  @Test
  void a_goal_is_known_again_when_its_name_stands_for_more_by_now() {
    Scenario school = school(STICKY);
    sets(school, null, "A");
    school.happens(art(new CompetencyId("id-x"), "A"));

    assertThat(sets(school, null, "A").again()).isTrue();
    assertThat(
            school
                .accepts(new ReviseGoalDecider(), revision(school, HERSELF, "A"))
                .outcome()
                .again())
        .as("it stands in these terms")
        .isTrue();
    assertThat(school.rejects(new ReviseGoalDecider(), revision(school, HERSELF, "A", "B")))
        .as("other terms say what they mean")
        .isEqualTo(Rejection.Type.AMBIGUOUS_COMPETENCY);
    SetGoal another =
        new SetGoal(
            LEARNER,
            new EntryId("g-2"),
            aim(school, null, "A"),
            HERSELF,
            curriculum(school.ledger()));
    assertThat(school.rejects(new SetGoalDecider(), another))
        .isEqualTo(Rejection.Type.AMBIGUOUS_COMPETENCY);
  }

  @Test
  void a_goal_that_was_set_is_answered_again_when_its_author_no_longer_may_act() {
    Scenario school = school(STICKY);
    school.accepts(new SetGoalDecider(), set(school, TEACHER, aim(school, null, "A")));
    school.happens(new RelationshipEnded(LEARNER, TEACHER));

    assertThat(
            school
                .accepts(new SetGoalDecider(), set(school, TEACHER, aim(school, null, "A")))
                .outcome()
                .again())
        .isTrue();
    assertThat(school.rejects(new SetGoalDecider(), set(school, TEACHER, aim(school, null, "B"))))
        .isEqualTo(Rejection.Type.MAY_NOT_ACT);
    assertThat(school.rejects(new ReviseGoalDecider(), revision(school, TEACHER, "A")))
        .as("that it stands so already is told only to who may act")
        .isEqualTo(Rejection.Type.MAY_NOT_ACT);
  }

  @Test
  void a_change_is_answered_again_when_its_author_no_longer_may_act() {
    Scenario school = school(STICKY);
    ReviseGoal revise = revision(school, TEACHER, "B");
    AbandonGoal abandon = new AbandonGoal(LEARNER, GOAL, "other plans", TEACHER, null);
    ReopenGoal reopen = new ReopenGoal(LEARNER, GOAL, "after all", TEACHER, null);
    assertThat(sets(school, null, "A").again()).isFalse();

    school.accepts(new ReviseGoalDecider(), revise);
    school.happens(new RelationshipEnded(LEARNER, TEACHER));
    assertThat(school.accepts(new ReviseGoalDecider(), revise).outcome().again()).isTrue();
    assertThat(school.rejects(new AbandonGoalDecider(), abandon))
        .as("what was not done is not done now")
        .isEqualTo(Rejection.Type.MAY_NOT_ACT);

    school.happens(new RelationshipStarted(LEARNER, TEACHER));
    school.accepts(new AbandonGoalDecider(), abandon);
    school.happens(new RelationshipEnded(LEARNER, TEACHER));
    assertThat(school.accepts(new AbandonGoalDecider(), abandon).outcome().again()).isTrue();

    school.happens(new RelationshipStarted(LEARNER, TEACHER));
    school.accepts(new ReopenGoalDecider(), reopen);
    school.happens(new RelationshipEnded(LEARNER, TEACHER));
    assertThat(school.accepts(new ReopenGoalDecider(), reopen).outcome().again()).isTrue();

    school.accepts(
        new AbandonGoalDecider(), new AbandonGoal(LEARNER, GOAL, "other plans", HERSELF, null));
    assertThat(school.rejects(new AbandonGoalDecider(), abandon))
        .as("what somebody else did is not hers to ask about")
        .isEqualTo(Rejection.Type.MAY_NOT_ACT);
  }

  @Test
  void the_same_id_in_other_terms_is_a_conflict() {
    Scenario school = school(STICKY);
    assertThat(sets(school, null, "A").again()).isFalse();

    assertThat(school.rejects(new SetGoalDecider(), set(school, HERSELF, aim(school, null, "B"))))
        .isEqualTo(Rejection.Type.ENTRY_CONFLICT);
  }

  @Test
  void a_goal_on_a_stage_is_known_again_when_her_pathway_has_moved_on() {
    Scenario school = school(STICKY);
    sets(school, "three");
    ReviseGoal revise =
        new ReviseGoal(
            LEARNER,
            GOAL,
            aim(school, "two", "A"),
            "sooner",
            TEACHER,
            null,
            curriculum(school.ledger()));
    school.happens(pathway(2, null, "1", "1", null));
    school.happens(new PathwayContinued(LEARNER, PATHWAY, 2, "one", MOVED));

    assertThat(sets(school, "three"))
        .isEqualTo(new GoalOutcome(true, goalAt(school, 0), List.of()));
    assertThat(school.rejects(new SetGoalDecider(), set(school, HERSELF, aim(school, "two"))))
        .isEqualTo(Rejection.Type.ENTRY_CONFLICT);

    school.accepts(new ReviseGoalDecider(), revise);
    school.happens(pathway(3, null, null, null, null));
    school.happens(new PathwayContinued(LEARNER, PATHWAY, 3, "one", MOVED));
    assertThat(school.accepts(new ReviseGoalDecider(), revise).outcome())
        .isEqualTo(new GoalOutcome(true, goalAt(school, 1), List.of()));
    assertThat(
            school.accepts(
                new ReviseGoalDecider(),
                new ReviseGoal(
                    LEARNER,
                    GOAL,
                    aim(school, "two", "A"),
                    "a new version",
                    TEACHER,
                    null,
                    curriculum(school.ledger()))))
        .as("another revision asks for what the stage asks for now, be it in the same words")
        .satisfies(accepted ->
            assertThat(((GoalRevised) accepted.events().getFirst()).definition().stage())
                .extracting(Goal.StageAim::pathwayVersion)
                .isEqualTo(3));
  }

  @Test
  void a_revision_is_answered_again_with_what_followed_from_it() {
    Scenario school = school(STICKY);
    sets(school, null, "A", "B");
    records(school, evidence("1", "A", 1.0, 1));
    ReviseGoal less = revision(school, TEACHER, "A");

    GoalOutcome first = school.accepts(new ReviseGoalDecider(), less).outcome();

    assertThat(school.accepts(new ReviseGoalDecider(), less).outcome())
        .isEqualTo(new GoalOutcome(true, goalAt(school, 1), first.consequences()));
  }

  @Test
  void what_was_done_under_an_id_is_answered_again_whatever_was_done_since() {
    Scenario school = school(STICKY);
    sets(school, null, "A", "B");
    records(school, evidence("1", "A", 1.0, 1));
    ReviseGoal less = revision(school, TEACHER, new EntryId("less"), "A");
    AbandonGoal abandon =
        new AbandonGoal(LEARNER, GOAL, "other plans", TEACHER, new EntryId("end"));
    ReopenGoal reopen = new ReopenGoal(LEARNER, GOAL, "after all", TEACHER, new EntryId("on"));

    GoalOutcome revised = school.accepts(new ReviseGoalDecider(), less).outcome();
    assertThat(revised.consequences()).hasSize(1);
    school.accepts(new ReviseGoalDecider(), revision(school, HERSELF, "A", "C"));
    school.accepts(new AbandonGoalDecider(), abandon);
    school.accepts(new ReopenGoalDecider(), reopen);
    int before = school.ledger().size();

    assertThat(school.accepts(new ReviseGoalDecider(), less).outcome())
        .isEqualTo(new GoalOutcome(true, goalAt(school, 1), revised.consequences()));
    assertThat(school.accepts(new AbandonGoalDecider(), abandon).outcome().again()).isTrue();
    assertThat(school.accepts(new ReopenGoalDecider(), reopen).outcome().again()).isTrue();
    assertThat(school.ledger()).hasSize(before);
  }

  @Test
  void an_id_under_which_something_else_was_done_is_a_conflict() {
    Scenario school = school(STICKY);
    sets(school, null, "A");
    EntryId id = new EntryId("once");
    school.accepts(new ReviseGoalDecider(), revision(school, TEACHER, id, "B"));

    assertThat(school.rejects(new ReviseGoalDecider(), revision(school, TEACHER, id, "C")))
        .isEqualTo(Rejection.Type.ENTRY_CONFLICT);
    assertThat(school.rejects(new ReviseGoalDecider(), revision(school, HERSELF, id, "B")))
        .isEqualTo(Rejection.Type.ENTRY_CONFLICT);
    assertThat(
            school.rejects(
                new AbandonGoalDecider(), new AbandonGoal(LEARNER, GOAL, "too much", TEACHER, id)))
        .isEqualTo(Rejection.Type.ENTRY_CONFLICT);
    assertThat(school.rejects(new ReviseGoalDecider(), revision(school, GUARDIAN, id, "C")))
        .isEqualTo(Rejection.Type.MAY_NOT_ACT);
  }
}
