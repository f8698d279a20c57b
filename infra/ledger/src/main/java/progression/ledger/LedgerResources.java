package progression.ledger;

import org.axonframework.messaging.core.Context.ResourceKey;

/** What a ledger's engine looks for in Axon's processing context, and what it leaves there. */
public final class LedgerResources {

  /** Whose ledger is meant; {@link RoutingEventStorageEngine} does nothing without it. */
  public static final ResourceKey<String> DISTRICT = ResourceKey.withLabel("district");

  /** Whose append enters a batch first; interactive where it is absent. */
  public static final ResourceKey<Priority> PRIORITY = ResourceKey.withLabel("priority");

  /** How the boundary is to be read; all of it and from the ledger where it is absent. */
  public static final ResourceKey<Reading> READING = ResourceKey.withLabel("reading");

  /** Left where the boundary was taken from memory, so that only an append confirms it. */
  public static final ResourceKey<Boolean> RECALLED = ResourceKey.withLabel("recalled");

  /** The boundary that was read, for the append that rests on it. */
  static final ResourceKey<BoundaryReader.Boundary> BOUNDARY = ResourceKey.withLabel("boundary");

  private LedgerResources() {}
}
