package progression.enrolllearner;

import progression.consequence.Standing;
import progression.curriculum.Curriculum;

/** What is in force, and what the record claims of the learner. */
record EnrollLearnerState(Curriculum curriculum, Standing standing) {}
