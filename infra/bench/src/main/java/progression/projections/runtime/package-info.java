/** What has to stand in the runtime's package to be measured. */
@NullMarked
package progression.projections.runtime;

import org.jspecify.annotations.NullMarked;
