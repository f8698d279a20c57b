/**
 * The write side over HTTP: one package for each use case, of the same name as in the domain, and
 * beside them what they share: how requests are read ({@code intake}), who calls ({@code caller}),
 * what went wrong ({@code problem}) and how streams of lines are taken in ({@code bulk}).
 *
 * <p>A controller reads the request, completes the command with what is in force, hands it to
 * {@link progression.ledger.command.Commands} and tells the outcome. It decides nothing.
 */
@NullMarked
package progression.api;

import org.jspecify.annotations.NullMarked;
