package progression.reevaluatepolicy;

import static progression.kernel.Decision.accepted;

import java.util.ArrayList;
import java.util.List;
import progression.consequence.LearnerRecord;
import progression.consequence.RecordBoundary;
import progression.consequence.RecordDecider;
import progression.consequence.Revised;
import progression.consequence.Revision;
import progression.curriculum.Framework;
import progression.event.ProgressionEvent;
import progression.kernel.Boundary;
import progression.kernel.Decision;

/** Every event names the version of the policy as its cause. Decides nothing a second time. */
public final class ReevaluatePolicyDecider extends RecordDecider<ReevaluatePolicy, Revised> {

  @Override
  public Boundary<ProgressionEvent> boundary(ReevaluatePolicy command) {
    return RecordBoundary.whole(command.learner(), command.curriculum());
  }

  @Override
  public Decision<ProgressionEvent, Revised> decide(
      ReevaluatePolicy command, LearnerRecord record) {
    List<Revision> revisions = new ArrayList<>();
    for (Framework framework : record.curriculum().frameworks().values()) {
      framework.policiesInForce().stream()
          .filter(policy -> policy.id().equals(command.policy()))
          .forEach(
              policy -> revisions.addAll(record.evaluateAgain(framework, policy, command.at())));
    }
    return accepted(record.decided(), Revised.of(revisions, record));
  }
}
