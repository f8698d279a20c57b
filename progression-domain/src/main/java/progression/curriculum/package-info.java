/**
 * What is in force: frameworks with their policies and pathways, folded from the reference events.
 *
 * <p>A command is completed with the curriculum as it is known at some position of the ledger; the
 * decision's boundary reads on from there, so it is decided by what is in force and nothing is read
 * twice.
 */
@NullMarked
package progression.curriculum;

import org.jspecify.annotations.NullMarked;
