/** Assembles the process: local stack, write side, relay and projections. */
@org.jspecify.annotations.NullMarked
package progression.server;
