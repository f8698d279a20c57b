package progression.ledger;

import java.util.Map;
import java.util.Set;
import org.axonframework.messaging.eventstreaming.EventCriterion;

/**
 * How a decision wants its boundary read. All its criteria count for the append condition, whatever
 * is read of them.
 *
 * @param known positions up to which the events of a criterion are known already and need not be
 *     read
 * @param unlikely criteria that seldom match any event, such as the id of evidence that should be
 *     new
 * @param fresh whether it has to rest on the ledger as it is now. Otherwise it may rest on what is
 *     remembered, and must not be answered unless it appends something
 */
public record Reading(
    Map<EventCriterion, Long> known, Set<EventCriterion> unlikely, boolean fresh) {
  public Reading {
    known = Map.copyOf(known);
    unlikely = Set.copyOf(unlikely);
  }
}
