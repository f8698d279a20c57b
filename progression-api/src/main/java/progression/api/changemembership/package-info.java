/** {@code POST /v1/groups}: who learns with whom. */
@NullMarked
package progression.api.changemembership;

import org.jspecify.annotations.NullMarked;
