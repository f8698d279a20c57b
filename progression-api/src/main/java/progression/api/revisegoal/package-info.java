/** {@code POST /v1/learners/{id}/goals/{goal}/revise}: other terms for a goal. */
@NullMarked
package progression.api.revisegoal;

import org.jspecify.annotations.NullMarked;
