/** A learner choosing electives, or from a choice board, within a stage of her pathway. */
@NullMarked
package progression.makechoice;

import org.jspecify.annotations.NullMarked;
