/** {@code POST /v1/relationships}: who may act for whom. */
@NullMarked
package progression.api.changerelationship;

import org.jspecify.annotations.NullMarked;
