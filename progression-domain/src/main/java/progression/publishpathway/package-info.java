/**
 * Publishing a pathway: learners who start on it from here on follow this version, those who are on
 * an earlier one when they are evaluated again.
 */
@NullMarked
package progression.publishpathway;

import org.jspecify.annotations.NullMarked;
