/**
 * Evaluating a learner's history again after a policy was adopted: the only way in which a policy
 * reaches what was decided before it.
 */
@NullMarked
package progression.reevaluatepolicy;

import org.jspecify.annotations.NullMarked;
