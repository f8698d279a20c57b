/**
 * What the record knows of a learner when something is decided, and what follows from a change, for
 * every use case that can cause one.
 */
@NullMarked
package progression.consequence;

import org.jspecify.annotations.NullMarked;
