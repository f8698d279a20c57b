/** Tests of evidence over HTTP. */
@NullMarked
package progression.api.recordevidence;

import org.jspecify.annotations.NullMarked;
