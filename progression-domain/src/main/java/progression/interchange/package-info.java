/** What turns the results of other systems' assessments into evidence. */
@NullMarked
package progression.interchange;

import org.jspecify.annotations.NullMarked;
