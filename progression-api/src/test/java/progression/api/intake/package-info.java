/** Tests of how requests are read. */
@NullMarked
package progression.api.intake;

import org.jspecify.annotations.NullMarked;
