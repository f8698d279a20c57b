/** Who is enrolled, who may act for whom, and who learns with whom. */
@NullMarked
package progression.roster;

import org.jspecify.annotations.NullMarked;
