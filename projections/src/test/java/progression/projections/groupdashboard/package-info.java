/** Tests of what a teacher is told of her group. */
@NullMarked
package progression.projections.groupdashboard;

import org.jspecify.annotations.NullMarked;
