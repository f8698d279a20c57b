package progression.schedulecheckin;

import java.util.List;
import progression.agency.Role;
import progression.entry.EntryDecider;
import progression.entry.EntryState;
import progression.event.CheckInScheduled;
import progression.kernel.CompetencyId;

/** Either side may propose a time. */
public final class ScheduleCheckInDecider extends EntryDecider<ScheduleCheckIn> {
  public ScheduleCheckInDecider() {
    super(CheckInScheduled.class, Role.CLOSE);
  }

  @Override
  protected CheckInScheduled event(
      ScheduleCheckIn command, List<CompetencyId> named, EntryState state) {
    return new CheckInScheduled(
        command.learner(),
        command.id(),
        command.at(),
        command.with(),
        command.topic(),
        command.linked().links(named),
        command.author());
  }
}
