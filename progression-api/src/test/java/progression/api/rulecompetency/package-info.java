/** Tests of rulings over HTTP. */
@NullMarked
package progression.api.rulecompetency;

import org.jspecify.annotations.NullMarked;
