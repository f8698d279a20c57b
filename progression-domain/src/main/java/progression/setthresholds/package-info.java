/** Saying from where on the dashboards of the district speak up. */
@NullMarked
package progression.setthresholds;

import org.jspecify.annotations.NullMarked;
