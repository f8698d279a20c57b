/** What learners and those around them have in common. */
@NullMarked
package progression.api.roster;

import org.jspecify.annotations.NullMarked;
