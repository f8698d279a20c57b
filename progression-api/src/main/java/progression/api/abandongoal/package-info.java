/** {@code POST /v1/learners/{id}/goals/{goal}/abandon}: a goal is given up. */
@NullMarked
package progression.api.abandongoal;

import org.jspecify.annotations.NullMarked;
