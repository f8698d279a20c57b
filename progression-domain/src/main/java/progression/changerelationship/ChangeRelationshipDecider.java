package progression.changerelationship;

import static progression.kernel.Decision.accepted;
import static progression.kernel.Decision.rejected;

import java.util.List;
import java.util.Optional;
import progression.changerelationship.ChangeRelationship.Status;
import progression.event.ProgressionEvent;
import progression.event.RelationshipEnded;
import progression.event.RelationshipStarted;
import progression.event.RosterEvent;
import progression.kernel.Boundary;
import progression.kernel.Decider;
import progression.kernel.Decision;
import progression.kernel.Rejection;
import progression.roster.Circle;

/** What stands already is said only once. The outcome tells whether anything changed. */
public final class ChangeRelationshipDecider
    implements Decider<ChangeRelationship, Circle, ProgressionEvent, Boolean> {

  @Override
  public Boundary<ProgressionEvent> boundary(ChangeRelationship command) {
    return new Boundary<>(List.of(Circle.boundary(command.learner())));
  }

  @Override
  public Circle initial(ChangeRelationship command) {
    return new Circle(command.learner());
  }

  @Override
  public Circle evolve(Circle circle, ProgressionEvent event, long position) {
    if (event instanceof RosterEvent of) {
      circle.evolve(of);
    }
    return circle;
  }

  @Override
  public Decision<ProgressionEvent, Boolean> decide(ChangeRelationship command, Circle circle) {
    Optional<Rejection> refusal = circle.refusal();
    if (refusal.isPresent()) {
      return rejected(refusal.get());
    }
    boolean wanted = command.status() == Status.CURRENT;
    if (circle.has(command.person()) == wanted) {
      return accepted(List.of(), false);
    }
    return accepted(
        List.of(
            wanted
                ? new RelationshipStarted(command.learner(), command.person())
                : new RelationshipEnded(command.learner(), command.person())),
        true);
  }
}
