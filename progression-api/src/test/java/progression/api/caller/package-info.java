/** Tests of who calls. */
@NullMarked
package progression.api.caller;

import org.jspecify.annotations.NullMarked;
