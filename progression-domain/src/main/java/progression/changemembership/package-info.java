/** Learners joining groups and leaving them. */
@NullMarked
package progression.changemembership;

import org.jspecify.annotations.NullMarked;
