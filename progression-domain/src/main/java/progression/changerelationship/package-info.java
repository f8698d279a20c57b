/** Saying who is whose teacher, mentor, guardian, peer or expert, and that it ended. */
@NullMarked
package progression.changerelationship;

import org.jspecify.annotations.NullMarked;
