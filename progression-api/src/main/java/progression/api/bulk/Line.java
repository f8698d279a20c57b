package progression.api.bulk;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import progression.api.problem.Problem;

/**
 * A line on its way, or whatever else a body is made of: read, or else with the problem that
 * reading it brought up.
 *
 * @param number the line on which it begins, from 1
 * @param names what else its result is to be known by
 * @param item none where there is a problem
 * @param lane none where there is a problem
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
record Line<T>(
    long number,
    Map<String, String> names,
    byte[] bytes,
    @Nullable T item,
    @Nullable String lane,
    @Nullable Problem problem) {}
