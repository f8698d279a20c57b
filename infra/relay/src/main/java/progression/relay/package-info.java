/**
 * Carries each district's ledger to Kafka, in ledger order, once.
 *
 * <p>A {@link progression.relay.Relay} reads pages of events and sends each page together with its
 * own new {@link progression.relay.RelayState state} in one Kafka transaction, so what was sent and
 * what it believes to have sent cannot disagree. Consumers read committed records; {@link
 * progression.relay.FeedFormat} is the one description of how a record looks, for both sides.
 */
@NullMarked
package progression.relay;

import org.jspecify.annotations.NullMarked;
