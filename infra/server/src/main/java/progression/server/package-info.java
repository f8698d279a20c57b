/**
 * The one process: it starts the local stack (or finds the external servers), assembles the roles
 * that this process runs, guards every call and announces what runs where.
 *
 * <p>Start reading at {@link progression.server.ProgressionServer}. Nothing here decides anything
 * about learning.
 */
@org.jspecify.annotations.NullMarked
package progression.server;
