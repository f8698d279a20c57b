/** How requests about goals are read, decided and answered, the same for every use case. */
@NullMarked
package progression.api.goal;

import org.jspecify.annotations.NullMarked;
