/**
 * What is in a learner's own record: who is around her, what she shows of her work, what was said
 * to her and what she says herself.
 *
 * <p>Answers {@code GET /v1/learners/{id}/portfolio} from its own tables.
 */
@NullMarked
package progression.projections.portfolio;

import org.jspecify.annotations.NullMarked;
