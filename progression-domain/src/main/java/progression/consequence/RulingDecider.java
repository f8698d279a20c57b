package progression.consequence;

import static progression.kernel.Decision.accepted;
import static progression.kernel.Decision.rejected;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import progression.agency.Actor;
import progression.agency.Role;
import progression.curriculum.Resolution.Found;
import progression.event.Cause;
import progression.event.ProgressionEvent;
import progression.event.Ruling;
import progression.event.VerdictEvent;
import progression.kernel.Boundary;
import progression.kernel.Decision;
import progression.kernel.Rejection;

/**
 * Takes what a person rules on a competency, or on evidence of it. The same ruling again is told
 * the first answer.
 *
 * @param <C> the command
 */
public abstract class RulingDecider<C extends RulingDecider.Command<C>>
    extends RecordDecider<C, Answer> {

  /**
   * A person's ruling.
   *
   * @param <C> the command itself
   */
  public interface Command<C> extends RecordCommand<C> {

    /** What it is about. */
    Found competency();

    Ruling ruling();

    /** The person that a client acts for, or else the client. */
    Actor author();

    /** By which it is found again. */
    Cause cause();
  }

  private final Set<Role> roles;

  /**
   * @param roles who may rule so, besides the district
   */
  protected RulingDecider(Set<Role> roles) {
    this.roles = roles;
  }

  /** Whether it is this ruling that was recorded first. */
  protected abstract boolean isSame(C command, @Nullable VerdictEvent first);

  /** What comes of a ruling that is new. */
  protected abstract Decision<ProgressionEvent, Answer> rule(C command, LearnerRecord record);

  @Override
  public final Boundary<ProgressionEvent> boundary(C command) {
    return RecordBoundary.of(
        command.learner(), command.author(), command.curriculum(), List.of(command.competency()));
  }

  @Override
  protected final List<Cause> asked(C command) {
    return List.of(command.cause());
  }

  @Override
  public final Decision<ProgressionEvent, Answer> decide(C command, LearnerRecord record) {
    Answer before = record.answer(command.cause());
    if (before == null) {
      return record
          .circle()
          .refusal(command.author(), roles)
          .<Decision<ProgressionEvent, Answer>>map(Decision.Rejected::new)
          .orElseGet(() -> rule(command, record));
    }
    return isSame(command, record.first(command.cause()))
        ? accepted(List.of(), before)
        : rejected(
            Rejection.Type.RULING_CONFLICT,
            "the ruling %s is recorded with other content; use another id"
                .formatted(command.ruling().id()));
  }
}
