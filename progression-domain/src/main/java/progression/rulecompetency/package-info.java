/**
 * Ruling on a competency: vouching for a mastery, withdrawing one, and letting the evidence decide
 * again.
 */
@NullMarked
package progression.rulecompetency;

import org.jspecify.annotations.NullMarked;
