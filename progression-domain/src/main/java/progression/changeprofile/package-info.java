/** Describing a learner: what she is good at, needs, likes and strives for. */
@NullMarked
package progression.changeprofile;

import org.jspecify.annotations.NullMarked;
