/** {@code POST /v1/learners/{id}/check-ins}: agreeing on a time to talk. */
@NullMarked
package progression.api.schedulecheckin;

import org.jspecify.annotations.NullMarked;
