/**
 * What all projections share, so that each is only a fold, its SQL and its questions.
 *
 * <p>A {@link progression.projections.runtime.ProjectionFeed} consumes the topic, a {@link
 * progression.projections.runtime.ProjectionWriter} changes rows and checkpoint in one transaction,
 * a {@link progression.projections.runtime.Rebuild} makes the same tables again from the ledger,
 * and {@link progression.projections.runtime.Freshness} lets readers wait for what they wrote.
 * Kafka only brings the events sooner: whatever it does not bring is read from the ledger.
 *
 * <p>{@link progression.projections.runtime.UpsertJdbc} merges rows into tables.
 */
@NullMarked
package progression.projections.runtime;

import org.jspecify.annotations.NullMarked;
