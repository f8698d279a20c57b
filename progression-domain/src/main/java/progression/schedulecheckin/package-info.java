/** Agreeing on a time to talk. */
@NullMarked
package progression.schedulecheckin;

import org.jspecify.annotations.NullMarked;
