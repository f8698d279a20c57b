/**
 * Intake of any number of lines, NDJSON in and NDJSON out, streamed both ways at once.
 *
 * <pre>
 *  request ─► chunks ─► lines ─► groups ─► commands in flight ─► results in order ─► spool ─► response
 *  (request thread)    (reader)            (the ledger's)         (collector)                (writer)
 * </pre>
 *
 * <p>Each arrow is bounded but the last: the spool takes whatever the client does not read, on disk
 * beyond a little memory, so that input is always read on. What is slow to decide slows the input
 * down; what the client is slow to read does not. {@link progression.api.bulk.BulkIntake} is the
 * way in; a slice tells it what its lines are with a {@link progression.api.bulk.BulkUseCase}.
 */
@NullMarked
package progression.api.bulk;

import org.jspecify.annotations.NullMarked;
