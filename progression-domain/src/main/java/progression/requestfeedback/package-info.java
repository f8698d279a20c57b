/** Asking for feedback. */
@NullMarked
package progression.requestfeedback;

import org.jspecify.annotations.NullMarked;
