/**
 * How request bodies are read: strictly, so that a typo is refused instead of losing data, and with
 * the place of whatever is wrong.
 *
 * <p>{@link progression.api.intake.Body} brings the bytes of a request in within a limit, {@link
 * progression.api.intake.StrictJson} makes a document of them, and {@link
 * progression.api.intake.Fields} hands out its fields one by one.
 */
@NullMarked
package progression.api.intake;

import org.jspecify.annotations.NullMarked;
