/** {@code POST /v1/learners} and {@code /v1/learners/bulk}: taking learners into care. */
@NullMarked
package progression.api.enrolllearner;

import org.jspecify.annotations.NullMarked;
