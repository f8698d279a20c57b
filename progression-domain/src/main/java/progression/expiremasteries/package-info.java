/** Taking back the masteries that have lapsed by a moment, whoever looked at them last. */
@NullMarked
package progression.expiremasteries;

import org.jspecify.annotations.NullMarked;
