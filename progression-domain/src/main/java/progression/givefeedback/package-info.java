/** Telling a learner how she does and how to go on. */
@NullMarked
package progression.givefeedback;

import org.jspecify.annotations.NullMarked;
