package progression.api.bulk;

import org.jspecify.annotations.Nullable;
import progression.api.problem.Problem;

/**
 * A line that is not in the record, as it came.
 *
 * @param number its place in the stream, from 1
 * @param lane whose it is, where that could be read
 * @param bytes the line without its end; only the beginning of one that is too long
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on once and compared by nobody.
public record RejectedLine(long number, @Nullable String lane, byte[] bytes, Problem problem) {}
