/**
 * How requests about a learner's own record are read, decided and answered, the same for every use
 * case of that kind.
 */
@NullMarked
package progression.api.entry;

import org.jspecify.annotations.NullMarked;
