/**
 * How an entry of a learner's own record is decided: who may write it, whether it is there already,
 * and whether what it refers to is there.
 */
@NullMarked
package progression.entry;

import org.jspecify.annotations.NullMarked;
