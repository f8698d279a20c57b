/**
 * What a change in mastery implies for a learner's pathways, for every use case that can cause one.
 */
@NullMarked
package progression.consequence;

import org.jspecify.annotations.NullMarked;
