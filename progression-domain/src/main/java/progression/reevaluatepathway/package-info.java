/**
 * Evaluating a learner again after a pathway was published: the only way in which a version reaches
 * those who are on an earlier one.
 */
@NullMarked
package progression.reevaluatepathway;

import org.jspecify.annotations.NullMarked;
