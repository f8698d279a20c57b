/**
 * The ledger: one district's events in one total order, in PostgreSQL.
 *
 * <p>Events are appended by {@link progression.ledger.GroupCommitAppender}, which gives them
 * positions without gaps, in commit order, and refuses an append whose decision looked at events
 * that have company since. {@link progression.ledger.PostgresEventStorageEngine} offers that to
 * Axon Framework, {@link progression.ledger.LedgerReader} offers the plain log to everybody who
 * follows it, and {@link progression.ledger.ChainVerifier} checks that nobody altered it.
 */
@NullMarked
package progression.ledger;

import org.jspecify.annotations.NullMarked;
