/** {@code POST …/reassess}: what time alone changes. */
@NullMarked
package progression.api.reassess;

import org.jspecify.annotations.NullMarked;
