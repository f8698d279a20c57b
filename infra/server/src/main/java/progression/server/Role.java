package progression.server;

/** A part of the system that a process can run alone or together with the others. */
public enum Role {
  /** The write side over HTTP. */
  API,
  /** Carries the ledger to Kafka. */
  RELAY,
  /** The read side: consumers, their tables and their HTTP answers. */
  PROJECTIONS
}
