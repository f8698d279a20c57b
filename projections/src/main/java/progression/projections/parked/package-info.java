/**
 * What projections could not apply, and what people do about it: look at it, try it again once the
 * reason is gone, or do without it for a reason of theirs.
 */
@NullMarked
package progression.projections.parked;

import org.jspecify.annotations.NullMarked;
