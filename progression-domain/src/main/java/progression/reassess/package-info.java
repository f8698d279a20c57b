/** Looking at a verdict again when time has passed: a mastery may have expired. */
@NullMarked
package progression.reassess;

import org.jspecify.annotations.NullMarked;
