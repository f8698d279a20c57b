/** What happens to a command on its way into the ledger and back. */
@NullMarked
package progression.ledger.command;

import org.jspecify.annotations.NullMarked;
