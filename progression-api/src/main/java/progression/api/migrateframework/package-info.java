/**
 * {@code POST /v1/frameworks/{id}/migrate}: learners are taken over to the version of a framework
 * that is in force, streamed with progress and a report of what could not be carried over.
 */
@NullMarked
package progression.api.migrateframework;

import org.jspecify.annotations.NullMarked;
