/** What has to stand in the ledger's own package to be measured. */
@NullMarked
package progression.ledger;

import org.jspecify.annotations.NullMarked;
