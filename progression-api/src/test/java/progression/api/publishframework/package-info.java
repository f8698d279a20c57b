/** Tests of frameworks over HTTP. */
@NullMarked
package progression.api.publishframework;

import org.jspecify.annotations.NullMarked;
