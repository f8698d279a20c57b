/** Putting a goal in other terms. */
@NullMarked
package progression.revisegoal;

import org.jspecify.annotations.NullMarked;
