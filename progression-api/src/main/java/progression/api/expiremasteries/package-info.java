/** {@code POST /v1/masteries/expire}: what time alone takes back, of every learner. */
@NullMarked
package progression.api.expiremasteries;

import org.jspecify.annotations.NullMarked;
