/**
 * Reports for teams that query, export and plot: the views of the projections by name, in pages, or
 * whole as CSV, NDJSON and Parquet, as they are or as they were.
 *
 * <p>Answers {@code GET /v1/reports}, {@code GET /v1/reports/{report}} and {@code GET
 * /v1/reports/{report}/export}. It has no tables; {@code REPORTS.md} tells of the views.
 */
@NullMarked
package progression.projections.reporting;

import org.jspecify.annotations.NullMarked;
