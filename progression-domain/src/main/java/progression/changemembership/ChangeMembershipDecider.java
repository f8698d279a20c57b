package progression.changemembership;

import static progression.kernel.Decision.accepted;
import static progression.kernel.Decision.rejected;

import java.util.List;
import java.util.Optional;
import progression.changemembership.ChangeMembership.Status;
import progression.event.GroupMembershipEnded;
import progression.event.GroupMembershipStarted;
import progression.event.ProgressionEvent;
import progression.event.RosterEvent;
import progression.kernel.Boundary;
import progression.kernel.Decider;
import progression.kernel.Decision;
import progression.kernel.Rejection;
import progression.roster.Circle;

/** What stands already is said only once. The outcome tells whether anything changed. */
public final class ChangeMembershipDecider
    implements Decider<ChangeMembership, Circle, ProgressionEvent, Boolean> {

  @Override
  public Boundary<ProgressionEvent> boundary(ChangeMembership command) {
    return new Boundary<>(List.of(Circle.boundary(command.learner())));
  }

  @Override
  public Circle initial(ChangeMembership command) {
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
  public Decision<ProgressionEvent, Boolean> decide(ChangeMembership command, Circle circle) {
    Optional<Rejection> refusal = circle.refusal();
    if (refusal.isPresent()) {
      return rejected(refusal.get());
    }
    boolean wanted = command.status() == Status.CURRENT;
    if (circle.isIn(command.group()) == wanted) {
      return accepted(List.of(), false);
    }
    return accepted(
        List.of(
            wanted
                ? new GroupMembershipStarted(command.learner(), command.group())
                : new GroupMembershipEnded(command.learner(), command.group())),
        true);
  }
}
