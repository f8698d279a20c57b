/**
 * Why a verdict is what it is: {@code GET
 * /v1/learners/{id}/competencies/{competency}/explanation?asOf=}.
 *
 * <p>It has no tables. The learner's events and what was in force are folded from the ledger up to
 * the moment in question, and the rules are asked once more; so it explains what was recorded and
 * not what a table kept of it.
 */
@NullMarked
package progression.projections.explanation;

import org.jspecify.annotations.NullMarked;
