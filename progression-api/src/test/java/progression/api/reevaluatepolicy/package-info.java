@NullMarked
package progression.api.reevaluatepolicy;

import org.jspecify.annotations.NullMarked;
