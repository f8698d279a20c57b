package progression.writereflection;

import java.util.List;
import java.util.Set;
import progression.agency.Role;
import progression.entry.EntryDecider;
import progression.entry.EntryState;
import progression.event.ReflectionWritten;
import progression.kernel.CompetencyId;

/** Nobody reflects for the learner. */
public final class WriteReflectionDecider extends EntryDecider<WriteReflection> {
  public WriteReflectionDecider() {
    super(ReflectionWritten.class, Set.of(Role.LEARNER));
  }

  @Override
  protected ReflectionWritten event(
      WriteReflection command, List<CompetencyId> named, EntryState state) {
    return new ReflectionWritten(
        command.learner(),
        command.id(),
        command.prompt(),
        command.text(),
        command.linked().links(named),
        command.author());
  }
}
