/** Recording evidence: verdict, stage and advancement are decided in the same stroke. */
@NullMarked
package progression.recordevidence;

import org.jspecify.annotations.NullMarked;
