package progression.reevaluatepathway;

import static progression.kernel.Decision.accepted;

import java.util.List;
import progression.consequence.LearnerRecord;
import progression.consequence.RecordBoundary;
import progression.consequence.RecordDecider;
import progression.consequence.Revised;
import progression.event.ProgressionEvent;
import progression.kernel.Boundary;
import progression.kernel.Decision;

/**
 * Every event names the version of the pathway as its cause. No verdict changes, so evidence is
 * read only for the levels that it asks for. Decides nothing a second time.
 */
public final class ReevaluatePathwayDecider extends RecordDecider<ReevaluatePathway, Revised> {

  @Override
  public Boundary<ProgressionEvent> boundary(ReevaluatePathway command) {
    return RecordBoundary.along(
        command.learner(), command.curriculum(), List.of(command.pathway()));
  }

  @Override
  public Decision<ProgressionEvent, Revised> decide(
      ReevaluatePathway command, LearnerRecord record) {
    record.continueOn(command.pathway(), command.at());
    return accepted(record.decided(), Revised.of(List.of(), record));
  }
}
