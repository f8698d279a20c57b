/** Mapping objectives: from here on an assessment's results are evidence of competencies. */
@NullMarked
package progression.mapobjectives;

import org.jspecify.annotations.NullMarked;
