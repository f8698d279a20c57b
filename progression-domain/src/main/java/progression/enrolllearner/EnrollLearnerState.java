package progression.enrolllearner;

import org.jspecify.annotations.Nullable;
import progression.consequence.LearnerRecord;
import progression.roster.Description;

/**
 * What is in force, and what the record says of the learner.
 *
 * @param description what the district said of her last; none so far
 */
record EnrollLearnerState(LearnerRecord record, @Nullable Description description) {}
