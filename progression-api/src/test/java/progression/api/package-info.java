/** A server for the tests of the write side: the real one, with a made-up issuer of tokens. */
@NullMarked
package progression.api;

import org.jspecify.annotations.NullMarked;
