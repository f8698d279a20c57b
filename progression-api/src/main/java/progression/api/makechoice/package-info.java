/** {@code POST /v1/learners/{id}/choices}: electives, and picks from choice boards. */
@NullMarked
package progression.api.makechoice;

import org.jspecify.annotations.NullMarked;
