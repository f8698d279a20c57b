package progression.goal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.agency.Actor;
import progression.consequence.Pursuit;
import progression.consequence.Standing;
import progression.curriculum.Curriculum;
import progression.event.Consequence;
import progression.event.GoalAbandoned;
import progression.event.GoalAchieved;
import progression.event.GoalEvent;
import progression.event.GoalReopened;
import progression.event.GoalRevised;
import progression.event.GoalSet;
import progression.event.LearnerEvent;
import progression.event.RosterEvent;
import progression.kernel.EntryId;
import progression.roster.Circle;

/**
 * Who may act, what the record claims of the learner, and the goal. It belongs to one decision and
 * is changed in place.
 */
public final class GoalState {

  private final EntryId goal;
  private final Circle circle;
  private final Standing standing;
  private final List<Consequence> followed = new ArrayList<>();
  private Curriculum curriculum;
  private @Nullable GoalSet first;
  private long setAt;
  private long changedAt;
  private @Nullable Actor changedBy;

  GoalState(GoalCommand command) {
    this.goal = command.goal();
    this.circle = new Circle(command.learner());
    this.standing = new Standing(command.learner());
    this.curriculum = command.curriculum();
  }

  void learned(Curriculum inForce) {
    curriculum = inForce;
  }

  void happened(LearnerEvent event, long position) {
    if (event instanceof RosterEvent of) {
      circle.evolve(of);
    }
    standing.evolve(event);
    if (event instanceof GoalEvent of && of.goal().equals(goal)) {
      if (of instanceof GoalSet set) {
        first = set;
        setAt = position;
      } else if (of instanceof GoalAchieved achieved && position == setAt + 1) {
        followed.add(achieved); // the goal held when it was set
      }
      changedAt = position;
      Actor changer = changer(of);
      changedBy = changer == null ? changedBy : changer;
    }
  }

  /** Who changed a goal that was set; none where the change followed from something else. */
  private static @Nullable Actor changer(GoalEvent event) {
    return switch (event) {
      case GoalRevised e -> e.author();
      case GoalAbandoned e -> e.author();
      case GoalReopened e -> e.author();
      case GoalSet ignored -> null;
      case GoalAchieved ignored -> null;
    };
  }

  public Circle circle() {
    return circle;
  }

  Curriculum curriculum() {
    return curriculum;
  }

  public Standing standing() {
    return standing;
  }

  /** The goal as it stands; none where it was never set. */
  public @Nullable Pursuit pursuit() {
    return standing.goal(goal);
  }

  /** Who changed the goal last; none where it stands as it was set. */
  @Nullable Actor changedBy() {
    return changedBy;
  }

  /** The goal as it was first set. */
  public @Nullable GoalSet first() {
    return first;
  }

  /** What was answered when the goal was set. */
  public GoalOutcome firstOutcome() {
    return new GoalOutcome(true, setAt, followed);
  }

  /** What is answered where the goal stands as it was to stand. */
  public GoalOutcome unchanged() {
    return new GoalOutcome(true, changedAt, List.of());
  }
}
