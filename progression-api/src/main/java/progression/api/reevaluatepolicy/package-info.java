/**
 * {@code POST /v1/policies/{id}/what-if} and {@code /re-evaluate}: whom a policy would change, and
 * then changes. Both go through the district learner by learner and answer as they go.
 */
@NullMarked
package progression.api.reevaluatepolicy;

import org.jspecify.annotations.NullMarked;
