/** Tests of pathways over HTTP. */
@NullMarked
package progression.api.publishpathway;

import org.jspecify.annotations.NullMarked;
