/** A learner looking back on her learning. */
@NullMarked
package progression.writereflection;

import org.jspecify.annotations.NullMarked;
