package progression.enrolllearner;

import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.consequence.LearnerRecord;
import progression.event.Consequence;
import progression.roster.Description;

/**
 * What is in force, and what the record says of the learner.
 *
 * @param description what the district said of her last; none so far
 * @param followed what followed as she set out on pathways; it is added to in place
 */
record EnrollLearnerState(
    LearnerRecord record, @Nullable Description description, List<Consequence> followed) {}
