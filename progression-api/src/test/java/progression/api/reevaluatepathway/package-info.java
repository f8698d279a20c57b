@NullMarked
package progression.api.reevaluatepathway;

import org.jspecify.annotations.NullMarked;
