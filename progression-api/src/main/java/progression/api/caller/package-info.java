/**
 * Who calls: the client that the access token names, its district, the person it acts for, and the
 * trace it belongs to.
 *
 * <p>A controller takes a {@link progression.api.caller.Caller} as a parameter; {@link
 * progression.api.caller.CallerResolver} makes it from the token and the headers.
 */
@NullMarked
package progression.api.caller;

import org.jspecify.annotations.NullMarked;
