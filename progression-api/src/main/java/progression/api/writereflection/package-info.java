/** {@code POST /v1/learners/{id}/reflections}: a learner looking back on her learning. */
@NullMarked
package progression.api.writereflection;

import org.jspecify.annotations.NullMarked;
