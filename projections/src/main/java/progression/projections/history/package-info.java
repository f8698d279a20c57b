/**
 * What the ledger itself says: a learner's events, and where the ledger ends.
 *
 * <p>Answers {@code GET /v1/learners/{id}/history} and {@code GET /v1/ledger}. It has no tables.
 */
@NullMarked
package progression.projections.history;

import org.jspecify.annotations.NullMarked;
