package progression.makechoice;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.consequence.LearnerRecord;
import progression.event.Cause;
import progression.event.ChoiceMade;
import progression.event.Consequence;
import progression.event.ProgressionEvent;

/** What is in force and in the learner's record, and the choice as it was first made. */
record MakeChoiceState(LearnerRecord record, @Nullable First first) {

  /** A choice, where it stands, and what followed as she set out on its pathway. */
  record First(ChoiceMade event, long position, List<Consequence> consequences) {}

  MakeChoiceState evolve(ProgressionEvent event, long position) {
    record.evolve(event, position);
    if (event instanceof ChoiceMade made) {
      return new MakeChoiceState(record, new First(made, position, new ArrayList<>()));
    }
    if (first != null
        && event instanceof Consequence of
        && of.cause().equals(new Cause.ByEnrollment(first.event().pathway()))) {
      first.consequences().add(of); // had she been on it before, this would stand before the choice
    }
    return this;
  }
}
