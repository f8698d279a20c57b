/** Enrolling a learner, and starting her on pathways. */
@NullMarked
package progression.enrolllearner;

import org.jspecify.annotations.NullMarked;
