/**
 * Migrating to a version of a framework: what a learner showed of competencies that it no longer
 * has, or replaced, counts for those that take their place.
 */
@NullMarked
package progression.migrateframework;

import org.jspecify.annotations.NullMarked;
