package progression.expiremasteries;

import static progression.kernel.Decision.accepted;

import progression.consequence.LearnerRecord;
import progression.consequence.RecordBoundary;
import progression.consequence.RecordDecider;
import progression.consequence.Revised;
import progression.event.ProgressionEvent;
import progression.kernel.Boundary;
import progression.kernel.Decision;

/** Every event names the moment as its cause. Decides nothing a second time. */
public final class ExpireMasteriesDecider extends RecordDecider<ExpireMasteries, Revised> {

  @Override
  public Boundary<ProgressionEvent> boundary(ExpireMasteries command) {
    return RecordBoundary.whole(command.learner(), command.curriculum());
  }

  @Override
  public Decision<ProgressionEvent, Revised> decide(ExpireMasteries command, LearnerRecord record) {
    return accepted(record.decided(), Revised.of(record.expire(command.at()), record));
  }
}
