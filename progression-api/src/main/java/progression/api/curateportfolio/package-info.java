/** {@code POST /v1/learners/{id}/portfolio}: what a learner shows of her work. */
@NullMarked
package progression.api.curateportfolio;

import org.jspecify.annotations.NullMarked;
