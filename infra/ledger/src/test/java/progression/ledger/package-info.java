/** What the ledger promises, tried out on a real PostgreSQL. */
@NullMarked
package progression.ledger;

import org.jspecify.annotations.NullMarked;
