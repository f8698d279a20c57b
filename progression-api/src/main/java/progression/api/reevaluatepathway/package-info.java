/**
 * {@code POST /v1/pathways/{id}/re-evaluate}: a version of a pathway reaches those who are on an
 * earlier one.
 */
@NullMarked
package progression.api.reevaluatepathway;

import org.jspecify.annotations.NullMarked;
