/** When dashboards speak up, and how small a group they show: the district's own numbers. */
@NullMarked
package progression.advice;

import org.jspecify.annotations.NullMarked;
