package progression.ledger;

/** Whose append enters a batch first. */
public enum Priority {
  /** Somebody waits for the answer. */
  INTERACTIVE,
  /** One of very many; fills the batches that interactive appends leave room in. */
  BULK
}
