/**
 * Correcting evidence: first scores, other scores, second scorers, work sent back, retraction and
 * reinstatement. Nothing is ever taken out of the record.
 */
@NullMarked
package progression.correctevidence;

import org.jspecify.annotations.NullMarked;
