package progression.ledger.command;

import progression.kernel.Rejection;

/** What a command led to, once it is durable. */
public sealed interface Outcome<O> {

  /**
   * The command was accepted.
   *
   * @param firstPosition of the command's first event; −1 if it recorded none. Resolves {@link
   *     progression.kernel.Decider#position pending} positions in the outcome.
   * @param position of the command's last event; of the ledger's last event as the decision saw it
   *     if the command recorded none
   */
  record Recorded<O>(long firstPosition, long position, O outcome) implements Outcome<O> {}

  /** The command was refused and nothing was recorded. */
  record Refused<O>(Rejection rejection) implements Outcome<O> {}
}
