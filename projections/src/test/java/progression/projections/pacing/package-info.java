/** Tests of early warnings. */
@NullMarked
package progression.projections.pacing;

import org.jspecify.annotations.NullMarked;
