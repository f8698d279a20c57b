package progression.goal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import progression.consequence.Pursuit;
import progression.consequence.Standing;
import progression.curriculum.Curriculum;
import progression.event.Cause;
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
  private final Map<EntryId, Done> changes = new HashMap<>();
  private Curriculum curriculum;
  private @Nullable Done first;
  private @Nullable Done last;
  private long changedAt;

  /** What a person did about the goal, where it stands, and what followed in the same stroke. */
  public record Done(GoalEvent event, long position, List<Consequence> followed) {

    /** What was answered. */
    public GoalOutcome outcome() {
      return new GoalOutcome(true, position, followed);
    }
  }

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
      if (isDoneByPerson(of)) {
        last = new Done(of, position, new ArrayList<>());
        first = first == null ? last : first;
        if (of.change() != null) {
          changes.put(of.change(), last);
        }
      } else if (last != null
          && of instanceof Consequence follows
          && follows.cause().equals(new Cause.ByGoal(goal))) {
        last.followed().add(follows);
      }
      changedAt = position;
    }
  }

  private static boolean isDoneByPerson(GoalEvent event) {
    return switch (event) {
      case GoalSet _ -> true;
      case GoalRevised _ -> true;
      case GoalAbandoned _ -> true;
      case GoalReopened e -> e.author() != null;
      case GoalAchieved _ -> false;
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

  /** How the goal was first set; none where it never was. */
  public @Nullable Done first() {
    return first;
  }

  /** What a person did about the goal under an id; under none, what she did last. */
  @Nullable Done done(@Nullable EntryId change) {
    return change == null ? last : changes.get(change);
  }

  /** What is answered where the goal stands as it was to stand. */
  public GoalOutcome unchanged() {
    return new GoalOutcome(true, changedAt, List.of());
  }
}
