/**
 * How each projection is doing: where it stands against the district's ledger, how far behind that
 * is in positions and in seconds, what it could not apply, and how far a rebuild has come.
 */
@NullMarked
package progression.projections.freshness;

import org.jspecify.annotations.NullMarked;
