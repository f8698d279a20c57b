/**
 * Who is behind the guide of her pathway, whose goals are due, and whose check-ins were missed:
 * early warnings, each with its rule. Advice: nothing here is a condition of advancement.
 *
 * <p>Answers {@code GET /v1/learners/{id}/pacing} and {@code GET /v1/groups/{id}/pacing} from its
 * own tables. Time is counted when it is asked for, and never in the fold.
 */
@NullMarked
package progression.projections.pacing;

import org.jspecify.annotations.NullMarked;
