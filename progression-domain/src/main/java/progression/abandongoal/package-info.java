/** Giving a goal up. */
@NullMarked
package progression.abandongoal;

import org.jspecify.annotations.NullMarked;
