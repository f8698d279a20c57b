/** What the tests of all projections stand on. */
@NullMarked
package progression.projections;

import org.jspecify.annotations.NullMarked;
