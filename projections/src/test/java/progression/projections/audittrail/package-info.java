@NullMarked
package progression.projections.audittrail;

import org.jspecify.annotations.NullMarked;
