/** Publishing a framework: a district puts a CASE package, or a new version of it, in force. */
@NullMarked
package progression.publishframework;

import org.jspecify.annotations.NullMarked;
