/**
 * How a use case of the domain runs: {@link progression.ledger.command.Commands} takes a command
 * over Axon's command bus to {@link progression.ledger.command.DeciderHandler}, which reads the
 * decision's boundary from the ledger, lets the pure decider decide, and appends what it decided on
 * the condition that nothing in the boundary has changed meanwhile. A conflict is tried again, a
 * refusal is told to the caller, an outage is an exception.
 */
@NullMarked
package progression.ledger.command;

import org.jspecify.annotations.NullMarked;
