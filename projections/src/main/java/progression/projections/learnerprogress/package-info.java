/**
 * Where a learner stands: each competency with its verdict, each stage of her pathways.
 *
 * <p>Answers {@code GET /v1/learners/{id}/progress} from its own tables, and {@code GET
 * /v1/learners/{id}/state?asOf=} by folding the ledger through the same {@link
 * progression.projections.learnerprogress.LearnerProgressFold}.
 */
@NullMarked
package progression.projections.learnerprogress;

import org.jspecify.annotations.NullMarked;
