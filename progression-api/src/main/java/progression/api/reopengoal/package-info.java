/** {@code POST /v1/learners/{id}/goals/{goal}/reopen}: an abandoned goal is taken up again. */
@NullMarked
package progression.api.reopengoal;

import org.jspecify.annotations.NullMarked;
