package progression.schedulecheckin;

import progression.agency.Role;
import progression.entry.EntryDecider;
import progression.entry.EntryState;
import progression.event.CheckInScheduled;

/** Either side may propose a time. */
public final class ScheduleCheckInDecider extends EntryDecider<ScheduleCheckIn> {
  public ScheduleCheckInDecider() {
    super(CheckInScheduled.class, Role.CLOSE);
  }

  @Override
  protected CheckInScheduled event(ScheduleCheckIn command, EntryState state) {
    return new CheckInScheduled(
        command.learner(),
        command.id(),
        command.at(),
        command.with(),
        command.topic(),
        command.linked().links(),
        command.author());
  }
}
