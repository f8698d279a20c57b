/**
 * Whom a teacher should look at: who of her group is stuck, who is ready for more, and whose
 * evidence nobody has spoken to, each with the rule that put her there and its threshold.
 *
 * <p>Answers {@code GET /v1/groups/{id}/dashboard} from its own tables. Rows are each learner's
 * own: who is in the group is looked up when it is asked for, and days are counted then.
 */
@NullMarked
package progression.projections.groupdashboard;

import org.jspecify.annotations.NullMarked;
