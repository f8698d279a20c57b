/** Tests of reassessment over HTTP. */
@NullMarked
package progression.api.reassess;

import org.jspecify.annotations.NullMarked;
