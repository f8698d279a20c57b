package progression.goal;

import static progression.recordevidence.School.LEARNER;
import static progression.recordevidence.School.PATHWAY;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.opened;
import static progression.recordevidence.School.record;
import static progression.roster.People.GUARDIAN;
import static progression.roster.People.HERSELF;
import static progression.roster.People.TEACHER;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import progression.agency.Actor;
import progression.agency.Goal.Horizon;
import progression.event.Cause;
import progression.event.Consequence;
import progression.event.GoalEvent;
import progression.event.ProgressionEvent;
import progression.event.RelationshipStarted;
import progression.kernel.EntryId;
import progression.kernel.Scenario;
import progression.mastery.Policy.Regression;
import progression.recordevidence.RecordEvidence.LineOutcome.InRecord;
import progression.recordevidence.RecordEvidence.Submission;
import progression.recordevidence.RecordEvidenceDecider;
import progression.revisegoal.ReviseGoal;
import progression.setgoal.SetGoal;
import progression.setgoal.SetGoalDecider;

/** A learner with her people, her goal, and what is done about it. */
final class Goals {

  static final EntryId GOAL = new EntryId("g-1");
  static final Cause MOVED = new Cause.ByPathway(PATHWAY, 2);

  private Goals() {}

  static Scenario school(Regression regression) {
    ProgressionEvent[] people = {
      new RelationshipStarted(LEARNER, TEACHER), new RelationshipStarted(LEARNER, GUARDIAN)
    };
    return Scenario.given(
        Stream.concat(Stream.of(opened(1, regression)), Stream.of(people))
            .toArray(ProgressionEvent[]::new));
  }

  static Aim aim(Scenario school, @Nullable String stage, String... names) {
    return new Aim(
        "master it",
        Horizon.SHORT,
        Stream.of(names).map(name -> curriculum(school.ledger()).resolve(name, null)).toList(),
        stage == null ? null : new Aim.Stage(PATHWAY, stage),
        null,
        null);
  }

  static SetGoal set(Scenario school, Actor author, Aim aim) {
    return new SetGoal(LEARNER, GOAL, aim, author, curriculum(school.ledger()));
  }

  static GoalOutcome sets(Scenario school, @Nullable String stage, String... names) {
    return school
        .accepts(new SetGoalDecider(), set(school, HERSELF, aim(school, stage, names)))
        .outcome();
  }

  static ReviseGoal revision(Scenario school, Actor author, String... names) {
    return revision(school, author, null, names);
  }

  static ReviseGoal revision(Scenario school, Actor author, @Nullable EntryId id, String... names) {
    return new ReviseGoal(
        LEARNER,
        GOAL,
        aim(school, null, names),
        "too much",
        author,
        id,
        curriculum(school.ledger()));
  }

  static List<Consequence> records(Scenario school, Submission submission) {
    var line =
        school
            .accepts(new RecordEvidenceDecider(), record(curriculum(school.ledger()), submission))
            .outcome()
            .getFirst();
    return ((InRecord) line).answer().consequences();
  }

  static List<Class<?>> goalEvents(Scenario school) {
    return school.ledger(GoalEvent.class).<Class<?>>map(Object::getClass).toList();
  }

  /** The position of what happened to the goal, counted from 0. */
  static long goalAt(Scenario school, int n) {
    return school.ledger().indexOf(school.ledger(GoalEvent.class).toList().get(n));
  }
}
