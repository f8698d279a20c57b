package progression.consequence;

import java.util.Collection;
import java.util.List;
import progression.event.Cause;
import progression.event.ProgressionEvent;
import progression.kernel.Decider;

/**
 * Decides on a {@link LearnerRecord}, and with what is in force when it is decided.
 *
 * @param <C> the command
 * @param <O> what the caller is told
 */
public abstract class RecordDecider<C extends RecordCommand<C>, O>
    implements Decider<C, LearnerRecord, ProgressionEvent, O> {

  /** What the command asks for that may have been taken in before. */
  protected Collection<? extends Cause> asked(C command) {
    return List.of();
  }

  @Override
  public final LearnerRecord initial(C command) {
    return new LearnerRecord(command.learner(), command.curriculum(), asked(command));
  }

  @Override
  public final LearnerRecord evolve(LearnerRecord record, ProgressionEvent event, long position) {
    return record.evolve(event, position);
  }

  @Override
  public final C completed(C command, LearnerRecord record) {
    return record.curriculum() == command.curriculum()
        ? command
        : command.with(record.curriculum());
  }
}
