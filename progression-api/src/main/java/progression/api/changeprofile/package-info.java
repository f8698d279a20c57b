/** {@code POST /v1/learners/{id}/profile}: what a learner is good at, needs and strives for. */
@NullMarked
package progression.api.changeprofile;

import org.jspecify.annotations.NullMarked;
