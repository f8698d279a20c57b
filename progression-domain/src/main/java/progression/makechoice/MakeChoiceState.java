package progression.makechoice;

import org.jspecify.annotations.Nullable;
import progression.consequence.LearnerRecord;
import progression.event.ChoiceMade;

/** What is in force and in the learner's record, and the choice as it was first made. */
record MakeChoiceState(LearnerRecord record, @Nullable First first) {

  record First(ChoiceMade event, long position) {}
}
