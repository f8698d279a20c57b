/**
 * Adopting a policy: from here on it turns evidence into verdicts; nothing changes retroactively.
 */
@NullMarked
package progression.adoptpolicy;

import org.jspecify.annotations.NullMarked;
