/** Tests of policies over HTTP. */
@NullMarked
package progression.api.adoptpolicy;

import org.jspecify.annotations.NullMarked;
