package progression.ledger.command;

import progression.event.ProgressionEvent;
import progression.kernel.Decider;

/**
 * A decider under its name.
 *
 * @param name the same at every hop, such as {@code RecordEvidence}
 * @param <C> the command
 * @param <S> the decider's state
 * @param <O> what the caller is told
 */
public record UseCase<C, S, O>(String name, Decider<C, S, ProgressionEvent, O> decider) {}
