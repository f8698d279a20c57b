/** Tests of a district's figures, and attacks on what they hide. */
@NullMarked
package progression.projections.districtdashboard;

import org.jspecify.annotations.NullMarked;
