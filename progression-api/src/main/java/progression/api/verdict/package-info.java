/** What callers are told of verdicts and all that follows from them. */
@NullMarked
package progression.api.verdict;

import org.jspecify.annotations.NullMarked;
