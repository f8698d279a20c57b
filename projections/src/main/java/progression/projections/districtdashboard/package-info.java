/**
 * How a district does: mastery by framework, grade and subgroup, pace, and which standards have
 * evidence, with small groups hidden so that nobody can be computed from what is shown.
 *
 * <p>Answers {@code GET /v1/dashboard} and {@code GET /v1/dashboard/{framework}} from figures that
 * are counted from time to time; each answer names the position that they reflect.
 */
@NullMarked
package progression.projections.districtdashboard;

import org.jspecify.annotations.NullMarked;
