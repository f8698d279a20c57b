/** Pursuing an abandoned goal again. */
@NullMarked
package progression.reopengoal;

import org.jspecify.annotations.NullMarked;
