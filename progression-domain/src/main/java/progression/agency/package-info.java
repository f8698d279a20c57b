/**
 * The learner's own side of learning: who acts, what she aims at, and what she and those around her
 * say of it.
 */
@NullMarked
package progression.agency;

import org.jspecify.annotations.NullMarked;
