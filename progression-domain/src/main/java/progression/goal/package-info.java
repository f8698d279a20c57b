/** What all that is done about a goal has in common. */
@NullMarked
package progression.goal;

import org.jspecify.annotations.NullMarked;
