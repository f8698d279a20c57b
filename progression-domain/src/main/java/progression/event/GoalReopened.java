package progression.event;

import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.agency.Actor;
import progression.kernel.CompetencyId;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;

/**
 * A goal is pursued again: an achieved one that no longer holds, or an abandoned one.
 *
 * @param unmet the competencies of the goal that the learner has not mastered, or not at the level
 *     that it asks for
 * @param reason why, in the words of the author
 * @param author who took an abandoned goal up again; none where an achieved one no longer holds
 * @param change by which the same is known when it is sent again; none where it was given none
 */
public record GoalReopened(
    LearnerId learner,
    EntryId goal,
    List<CompetencyId> unmet,
    Cause cause,
    @Nullable String reason,
    @Nullable Actor author,
    @Nullable EntryId change)
    implements GoalEvent, Consequence {
  public GoalReopened {
    unmet = List.copyOf(unmet);
  }
}
