/** A learner choosing what her portfolio shows. */
@NullMarked
package progression.curateportfolio;

import org.jspecify.annotations.NullMarked;
