/** Tests of streams of lines. */
@NullMarked
package progression.api.bulk;

import org.jspecify.annotations.NullMarked;
