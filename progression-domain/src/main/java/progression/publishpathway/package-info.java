/** Publishing a pathway: learners who start on it from here on follow this version. */
@NullMarked
package progression.publishpathway;

import org.jspecify.annotations.NullMarked;
