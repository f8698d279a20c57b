/**
 * Rows that several projections have, so that a new one needs to make only its own.
 *
 * <p>Every projection's schema has {@link progression.projections.rows.CommonRows}; {@link
 * progression.projections.rows.LearnerRowsJdbc} reads one learner's with their position, {@link
 * progression.projections.rows.DistrictRowsJdbc} a district's.
 */
@NullMarked
package progression.projections.rows;

import org.jspecify.annotations.NullMarked;
