package progression.writereflection;

import java.util.Set;
import progression.agency.Role;
import progression.entry.EntryDecider;
import progression.entry.EntryState;
import progression.event.ReflectionWritten;

/** Nobody reflects for the learner. */
public final class WriteReflectionDecider extends EntryDecider<WriteReflection> {
  public WriteReflectionDecider() {
    super(ReflectionWritten.class, Set.of(Role.LEARNER));
  }

  @Override
  protected ReflectionWritten event(WriteReflection command, EntryState state) {
    return new ReflectionWritten(
        command.learner(),
        command.id(),
        command.prompt(),
        command.text(),
        command.linked().links(),
        command.author());
  }
}
