package progression.kernel;

/**
 * One use case as three pure functions. The boundary becomes the append condition, so a decision is
 * consistent over exactly the events it looked at.
 *
 * @param <C> the command; it carries time and new ids, and the reference data it was completed with
 * @param <S> what the decision needs to know, and nothing more
 * @param <E> the events it reads and writes
 * @param <O> what the caller is told when the command is accepted
 */
public interface Decider<C, S, E, O> {

  /** The events this decision depends on. */
  Boundary<E> boundary(C command);

  /** The state before any event of the boundary. */
  S initial(C command);

  /**
   * The state after one more event.
   *
   * @param position the event's place in the ledger, or {@link #pending} for an event that this
   *     very command has decided but not yet recorded
   */
  S evolve(S state, E event, long position);

  /**
   * The command, completed with what came into force after it was completed first; itself where
   * nothing did. Where more hangs on it now than was read, it is read and decided anew.
   */
  default C completed(C command, S state) {
    return command;
  }

  /** Accepts with events and an outcome, or rejects with a reason. */
  Decision<E, O> decide(C command, S state);

  /**
   * The stand-in for the position of the command's own event number {@code index} (from 0), which
   * is known only after the append. Always negative.
   */
  static long pending(int index) {
    return -1L - index;
  }

  /**
   * The real position of a reference handed out during a decision.
   *
   * @param reference a position, or a value of {@link #pending}
   * @param first the position of the command's first event
   */
  static long position(long reference, long first) {
    return reference >= 0 ? reference : first + (-1L - reference);
  }
}
