/**
 * What mastery of a competency takes, before the work: {@code GET
 * /v1/learners/{id}/competencies/{competency}/criteria}.
 *
 * <p>It has no tables. What is in force is folded from the district's reference events, which are
 * few beside the evidence, kept in memory and caught up from the ledger by one indexed read for
 * each question; so an answer reflects the ledger's head, and a rebuild has nothing to do. Tables
 * of our own would hold every framework once more, in each of their versions, to answer the same.
 */
@NullMarked
package progression.projections.criteria;

import org.jspecify.annotations.NullMarked;
