package progression.ledger;

import java.util.Map;
import org.axonframework.messaging.core.Context.ResourceKey;
import org.axonframework.messaging.eventstreaming.EventCriterion;

/** What a ledger's engine looks for in Axon's processing context. */
public final class LedgerResources {

  /** Whose ledger is meant; {@link RoutingEventStorageEngine} does nothing without it. */
  public static final ResourceKey<String> DISTRICT = ResourceKey.withLabel("district");

  /** Whose append enters a batch first; interactive where it is absent. */
  public static final ResourceKey<Priority> PRIORITY = ResourceKey.withLabel("priority");

  /**
   * Positions up to which the events of a criterion are known already and need not be read. They
   * still count for the append condition, which is about what stands behind the marker.
   */
  public static final ResourceKey<Map<EventCriterion, Long>> KNOWN = ResourceKey.withLabel("known");

  private LedgerResources() {}
}
