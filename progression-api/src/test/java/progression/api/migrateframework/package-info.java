/** Tests of migration over HTTP. */
@NullMarked
package progression.api.migrateframework;

import org.jspecify.annotations.NullMarked;
