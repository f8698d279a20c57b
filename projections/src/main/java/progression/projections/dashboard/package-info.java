/** What the dashboards share: who is in which group, and from where on the district is told. */
@NullMarked
package progression.projections.dashboard;

import org.jspecify.annotations.NullMarked;
