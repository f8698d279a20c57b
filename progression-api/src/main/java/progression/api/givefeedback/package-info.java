/** {@code POST /v1/learners/{id}/feedback}: how a learner does and how she goes on. */
@NullMarked
package progression.api.givefeedback;

import org.jspecify.annotations.NullMarked;
