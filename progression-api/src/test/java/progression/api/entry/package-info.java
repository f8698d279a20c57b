/** Tests of this package, on a real server where they end in {@code IT}. */
@NullMarked
package progression.api.entry;

import org.jspecify.annotations.NullMarked;
