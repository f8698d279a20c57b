/** Tests of what callers are told when something went wrong. */
@NullMarked
package progression.api.problem;

import org.jspecify.annotations.NullMarked;
