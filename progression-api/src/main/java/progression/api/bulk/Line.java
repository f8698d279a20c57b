package progression.api.bulk;

import org.jspecify.annotations.Nullable;
import progression.api.problem.Problem;

/**
 * A line on its way: read, or else with the problem that reading it brought up.
 *
 * @param item none where there is a problem
 * @param lane none where there is a problem
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
record Line<T>(
    long number,
    byte[] bytes,
    @Nullable T item,
    @Nullable String lane,
    @Nullable Problem problem) {}
