package progression.makechoice;

import org.jspecify.annotations.Nullable;
import progression.consequence.Standing;
import progression.curriculum.Curriculum;
import progression.event.ChoiceMade;
import progression.roster.Circle;

/**
 * Who may act, which pathways the learner is on, what is in force, and the choice as it was first
 * made.
 */
record MakeChoiceState(
    Circle circle, Standing standing, Curriculum curriculum, @Nullable First first) {

  record First(ChoiceMade event, long position) {}
}
