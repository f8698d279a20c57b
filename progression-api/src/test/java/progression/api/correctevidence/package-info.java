/** Tests of corrections over HTTP. */
@NullMarked
package progression.api.correctevidence;

import org.jspecify.annotations.NullMarked;
