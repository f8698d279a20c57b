package progression.setthresholds;

import static progression.kernel.Decision.accepted;

import java.util.List;
import java.util.Set;
import progression.curriculum.Versioned;
import progression.event.ProgressionEvent;
import progression.event.ThresholdsSet;
import progression.kernel.Boundary;
import progression.kernel.Decider;
import progression.kernel.Decision;
import progression.kernel.Tag;

/** What is in force already is said only once. */
public final class SetThresholdsDecider
    implements Decider<SetThresholds, SetThresholdsState, ProgressionEvent, Versioned> {

  @Override
  public Boundary<ProgressionEvent> boundary(SetThresholds command) {
    return new Boundary<>(
        List.of(new Boundary.Criterion<>(Tag.thresholds(), Set.of(ThresholdsSet.class))));
  }

  @Override
  public SetThresholdsState initial(SetThresholds command) {
    return new SetThresholdsState(null, Boundary.START);
  }

  @Override
  public SetThresholdsState evolve(
      SetThresholdsState state, ProgressionEvent event, long position) {
    return event instanceof ThresholdsSet set ? new SetThresholdsState(set, position) : state;
  }

  @Override
  public Decision<ProgressionEvent, Versioned> decide(
      SetThresholds command, SetThresholdsState state) {
    ThresholdsSet last = state.last();
    if (last != null && last.thresholds().equals(command.thresholds())) {
      return accepted(List.of(), new Versioned(last.version(), false, state.position()));
    }
    int version = last == null ? 1 : last.version() + 1;
    return accepted(
        List.of(new ThresholdsSet(version, command.thresholds())),
        new Versioned(version, true, Decider.pending(0)));
  }
}
