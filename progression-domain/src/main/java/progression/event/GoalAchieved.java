package progression.event;

import java.util.List;
import progression.kernel.CompetencyId;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;

/**
 * What the learner has mastered now meets a goal of hers.
 *
 * @param mastered the competencies of the goal that she has mastered
 */
public record GoalAchieved(
    LearnerId learner, EntryId goal, List<CompetencyId> mastered, Cause cause)
    implements GoalEvent, Consequence {
  public GoalAchieved {
    mastered = List.copyOf(mastered);
  }
}
