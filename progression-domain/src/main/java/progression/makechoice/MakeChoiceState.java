package progression.makechoice;

import org.jspecify.annotations.Nullable;
import progression.consequence.LearnerRecord;
import progression.event.ChoiceMade;
import progression.event.ProgressionEvent;

/** What is in force and in the learner's record, and the choice as it was first made. */
record MakeChoiceState(LearnerRecord record, @Nullable First first) {

  /** A choice, where it stands, and whether she set out on its pathway by it. */
  record First(ChoiceMade event, long position, boolean setsOut) {}

  MakeChoiceState evolve(ProgressionEvent event, long position) {
    record.evolve(event, position);
    return event instanceof ChoiceMade made
        ? new MakeChoiceState(
            record, new First(made, position, !record.standing().isOn(made.pathway())))
        : this;
  }
}
