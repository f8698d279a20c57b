/** {@code POST /v1/learners/{id}/goals}: what a learner aims at. */
@NullMarked
package progression.api.setgoal;

import org.jspecify.annotations.NullMarked;
