@NullMarked
package progression.projections.explanation;

import org.jspecify.annotations.NullMarked;
