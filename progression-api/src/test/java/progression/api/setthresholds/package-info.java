/** Tries thresholds over HTTP. */
@NullMarked
package progression.api.setthresholds;

import org.jspecify.annotations.NullMarked;
