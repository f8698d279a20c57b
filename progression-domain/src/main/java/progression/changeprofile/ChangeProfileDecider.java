package progression.changeprofile;

import java.util.List;
import progression.agency.Role;
import progression.entry.EntryDecider;
import progression.entry.EntryState;
import progression.event.ProfileChanged;
import progression.kernel.CompetencyId;

/** A profile is written by the learner and those who care for her. */
public final class ChangeProfileDecider extends EntryDecider<ChangeProfile> {
  public ChangeProfileDecider() {
    super(ProfileChanged.class, Role.CLOSE);
  }

  @Override
  protected ProfileChanged event(
      ChangeProfile command, List<CompetencyId> named, EntryState state) {
    return new ProfileChanged(command.learner(), command.id(), command.change(), command.author());
  }
}
