package progression.enrolllearner;

import org.jspecify.annotations.Nullable;
import progression.consequence.Standing;
import progression.curriculum.Curriculum;
import progression.roster.Description;

/**
 * What is in force, and what the record claims of the learner.
 *
 * @param description what the district said of her last; none so far
 */
record EnrollLearnerState(
    Curriculum curriculum, Standing standing, @Nullable Description description) {}
