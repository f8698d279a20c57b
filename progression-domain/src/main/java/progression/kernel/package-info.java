/**
 * The shape of every decision: a {@link progression.kernel.Decider} names the events it depends on,
 * folds them into a state and decides, purely. Everything else in the domain is a use of this
 * package.
 */
@NullMarked
package progression.kernel;

import org.jspecify.annotations.NullMarked;
