/** {@code POST /v1/learners/{id}/feedback-requests}: asking for feedback. */
@NullMarked
package progression.api.requestfeedback;

import org.jspecify.annotations.NullMarked;
