/** {@code POST /v1/learners/{id}/check-ins/{checkIn}/conclude}: a check-in was held, or missed. */
@NullMarked
package progression.api.concludecheckin;

import org.jspecify.annotations.NullMarked;
