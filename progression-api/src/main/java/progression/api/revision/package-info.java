/**
 * Going through every learner of a district, a command for each, and telling as it goes whose
 * verdicts change.
 */
@NullMarked
package progression.api.revision;

import org.jspecify.annotations.NullMarked;
