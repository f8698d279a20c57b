/** Tests of this package, on a real server where they end in {@code IT}. */
@NullMarked
package progression.api.goal;

import org.jspecify.annotations.NullMarked;
