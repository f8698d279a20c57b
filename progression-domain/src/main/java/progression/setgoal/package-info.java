/** Setting a goal. */
@NullMarked
package progression.setgoal;

import org.jspecify.annotations.NullMarked;
