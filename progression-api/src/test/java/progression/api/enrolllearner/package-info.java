/** Tests of enrolment over HTTP. */
@NullMarked
package progression.api.enrolllearner;

import org.jspecify.annotations.NullMarked;
