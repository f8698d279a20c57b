/**
 * The one mapping from everything that can go wrong to RFC 9457 problem details.
 *
 * <p>Three things are kept apart all the way out: a refusal (4xx, the caller can mend it), an
 * outage (503, the caller can come again) and a bug (500, ours). {@link
 * progression.api.problem.Problem} is what a caller gets to see, {@link
 * progression.api.problem.ProblemType} the table of types that are not refusals of the domain,
 * {@link progression.api.problem.ProblemAdvice} the place where exceptions become problems.
 */
@NullMarked
package progression.api.problem;

import org.jspecify.annotations.NullMarked;
