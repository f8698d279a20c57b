/**
 * How questions are answered: about a learner or a district from a projection's tables, once they
 * have come as far as is asked, and about the past from the ledger.
 */
@NullMarked
package progression.projections.reads;

import org.jspecify.annotations.NullMarked;
