/** The relay against a real ledger and a real broker, and its pure parts alone. */
@NullMarked
package progression.relay;

import org.jspecify.annotations.NullMarked;
