package progression.roster;

import static progression.kernel.Decision.accepted;
import static progression.kernel.Decision.rejected;

import java.util.List;
import java.util.Optional;
import progression.agency.Actor;
import progression.event.ProgressionEvent;
import progression.event.RosterEvent;
import progression.kernel.Boundary;
import progression.kernel.Decider;
import progression.kernel.Decision;
import progression.kernel.LearnerId;
import progression.kernel.Rejection;

/**
 * Only the district says who is around a learner, since that decides who may act for her. What
 * stands already is said only once. The outcome tells whether anything changed.
 *
 * @param <C> the command
 */
public abstract class RosterDecider<C extends RosterDecider.Command>
    implements Decider<C, Circle, ProgressionEvent, Boolean> {

  /** A command that says how it stands between a learner and another. */
  public interface Command {

    LearnerId learner();

    Status status();

    /** Who says so: the person that a client acts for, or the client. */
    Actor author();
  }

  /** Whether it stands so now. */
  protected abstract boolean stands(C command, Circle circle);

  protected abstract RosterEvent started(C command);

  protected abstract RosterEvent ended(C command);

  @Override
  public final Boundary<ProgressionEvent> boundary(C command) {
    return new Boundary<>(List.of(Circle.boundary(command.learner())));
  }

  @Override
  public final Circle initial(C command) {
    return new Circle(command.learner());
  }

  @Override
  public final Circle evolve(Circle circle, ProgressionEvent event, long position) {
    if (event instanceof RosterEvent of) {
      circle.evolve(of);
    }
    return circle;
  }

  @Override
  public final Decision<ProgressionEvent, Boolean> decide(C command, Circle circle) {
    Optional<Rejection> refusal =
        circle.refusal().or(() -> Circle.refusalUnlessDistrict(command.author()));
    if (refusal.isPresent()) {
      return rejected(refusal.get());
    }
    boolean wanted = command.status() == Status.CURRENT;
    if (stands(command, circle) == wanted) {
      return accepted(List.of(), false);
    }
    return accepted(List.of(wanted ? started(command) : ended(command)), true);
  }
}
