package progression.curriculum;

import static progression.kernel.Decision.accepted;

import java.util.List;
import java.util.Optional;
import progression.event.ProgressionEvent;
import progression.event.ReferenceEvent;
import progression.kernel.Boundary;
import progression.kernel.Decider;
import progression.kernel.Decision;
import progression.kernel.FrameworkId;
import progression.kernel.Rejection;

/**
 * Puts something in force, on all that is in force in the district: names, prerequisites and what
 * belongs to whom stand across frameworks.
 *
 * @param <C> the command
 */
public abstract class ReferenceDecider<C extends ReferenceDecider.Command>
    implements Decider<C, Curriculum, ProgressionEvent, Versioned> {

  /** A command that puts something in force. */
  public interface Command {

    /** What the command was completed with. */
    Curriculum curriculum();
  }

  @Override
  public final Boundary<ProgressionEvent> boundary(C command) {
    return new Boundary<>(List.of(command.curriculum().inForce()));
  }

  @Override
  public final Curriculum initial(C command) {
    return command.curriculum();
  }

  @Override
  public final Curriculum evolve(Curriculum state, ProgressionEvent event, long position) {
    return event instanceof ReferenceEvent reference ? state.evolve(reference, position) : state;
  }

  /** Why nothing can be put in force for a framework: it is not published. */
  protected static Optional<Rejection> unpublished(Curriculum state, FrameworkId framework) {
    return state.framework(framework) == null
        ? Optional.of(
            new Rejection(
                Rejection.Type.UNKNOWN_FRAMEWORK,
                "the framework %s is not published; publish it first".formatted(framework)))
        : Optional.empty();
  }

  /** The very same is in force already. */
  protected static Decision<ProgressionEvent, Versioned> unchanged(int version, long position) {
    return accepted(List.of(), new Versioned(version, false, position));
  }

  /** A version comes into force. */
  protected static Decision<ProgressionEvent, Versioned> changed(ReferenceEvent event) {
    return accepted(List.of(event), new Versioned(event.version(), true, Decider.pending(0)));
  }
}
