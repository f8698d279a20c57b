/**
 * How the domain is written as JSON: the same words on the wire, in the ledger and on Kafka.
 *
 * <p>{@link progression.ledger.json.DomainJson} says how values look; {@link
 * progression.ledger.json.JsonEventCodec} adds the event catalog's names and versions.
 */
@NullMarked
package progression.ledger.json;

import org.jspecify.annotations.NullMarked;
