/** {@code PUT /v1/thresholds}: from where on the dashboards of the district speak up. */
@NullMarked
package progression.api.setthresholds;

import org.jspecify.annotations.NullMarked;
