/** Saying that a check-in was held, or missed. */
@NullMarked
package progression.concludecheckin;

import org.jspecify.annotations.NullMarked;
