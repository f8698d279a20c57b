package progression.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.mastery.Policy.Regression.STICKY;
import static progression.mastery.Policy.Regression.TRACKING;
import static progression.recordevidence.School.A;
import static progression.recordevidence.School.B;
import static progression.recordevidence.School.LEARNER;
import static progression.recordevidence.School.PATHWAY;
import static progression.recordevidence.School.art;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.evidence;
import static progression.recordevidence.School.opened;
import static progression.recordevidence.School.pathway;
import static progression.recordevidence.School.record;
import static progression.roster.People.GUARDIAN;
import static progression.roster.People.HERSELF;
import static progression.roster.People.TEACHER;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import progression.abandongoal.AbandonGoal;
import progression.abandongoal.AbandonGoalDecider;
import progression.agency.Actor;
import progression.agency.Goal;
import progression.agency.Goal.Horizon;
import progression.event.Cause;
import progression.event.CompetencyMastered;
import progression.event.Consequence;
import progression.event.GoalAbandoned;
import progression.event.GoalAchieved;
import progression.event.GoalEvent;
import progression.event.GoalReopened;
import progression.event.GoalRevised;
import progression.event.GoalSet;
import progression.event.LearnerAdvanced;
import progression.event.MasteryWithdrawn;
import progression.event.PathwayContinued;
import progression.event.ProgressionEvent;
import progression.event.RelationshipEnded;
import progression.event.RelationshipStarted;
import progression.event.StageCompleted;
import progression.event.StagePlacedUnderReview;
import progression.kernel.CompetencyId;
import progression.kernel.EntryId;
import progression.kernel.EvidenceId;
import progression.kernel.Rejection;
import progression.kernel.Scenario;
import progression.mastery.Policy.Regression;
import progression.recordevidence.RecordEvidence.LineOutcome.InRecord;
import progression.recordevidence.RecordEvidence.Submission;
import progression.recordevidence.RecordEvidenceDecider;
import progression.reopengoal.ReopenGoal;
import progression.reopengoal.ReopenGoalDecider;
import progression.revisegoal.ReviseGoal;
import progression.revisegoal.ReviseGoalDecider;
import progression.setgoal.SetGoal;
import progression.setgoal.SetGoalDecider;

/** A goal from being set to being achieved, and back. */
class GoalDeciderTest {

  private static final EntryId GOAL = new EntryId("g-1");
  private static final Cause MOVED = new Cause.ByPathway(PATHWAY, 2);

  private static Scenario school(Regression regression) {
    ProgressionEvent[] people = {
      new RelationshipStarted(LEARNER, TEACHER), new RelationshipStarted(LEARNER, GUARDIAN)
    };
    return Scenario.given(
        Stream.concat(Stream.of(opened(1, regression)), Stream.of(people))
            .toArray(ProgressionEvent[]::new));
  }

  private static Aim aim(Scenario school, @Nullable String stage, String... names) {
    return new Aim(
        "master it",
        Horizon.SHORT,
        Stream.of(names).map(name -> curriculum(school.ledger()).resolve(name, null)).toList(),
        stage == null ? null : new Aim.Stage(PATHWAY, stage),
        null,
        null);
  }

  private static SetGoal set(Scenario school, Actor author, Aim aim) {
    return new SetGoal(LEARNER, GOAL, aim, author, curriculum(school.ledger()));
  }

  private static GoalOutcome sets(Scenario school, @Nullable String stage, String... names) {
    return school
        .accepts(new SetGoalDecider(), set(school, HERSELF, aim(school, stage, names)))
        .outcome();
  }

  private static ReviseGoal revision(Scenario school, Actor author, String... names) {
    return revision(school, author, null, names);
  }

  private static ReviseGoal revision(
      Scenario school, Actor author, @Nullable EntryId id, String... names) {
    return new ReviseGoal(
        LEARNER,
        GOAL,
        aim(school, null, names),
        "too much",
        author,
        id,
        curriculum(school.ledger()));
  }

  private static List<Consequence> records(Scenario school, Submission submission) {
    var line =
        school
            .accepts(new RecordEvidenceDecider(), record(curriculum(school.ledger()), submission))
            .outcome()
            .getFirst();
    return ((InRecord) line).answer().consequences();
  }

  private static List<Class<?>> goalEvents(Scenario school) {
    return school.ledger(GoalEvent.class).<Class<?>>map(Object::getClass).toList();
  }

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
  void the_same_id_in_other_terms_is_a_conflict() {
    Scenario school = school(STICKY);
    assertThat(sets(school, null, "A").again()).isFalse();

    assertThat(school.rejects(new SetGoalDecider(), set(school, HERSELF, aim(school, null, "B"))))
        .isEqualTo(Rejection.Type.ENTRY_CONFLICT);
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

  /** The position of what happened to the goal, counted from 0. */
  private static long goalAt(Scenario school, int n) {
    return school.ledger().indexOf(school.ledger(GoalEvent.class).toList().get(n));
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
