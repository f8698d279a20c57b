package progression.event;

import java.util.List;
import progression.kernel.CompetencyId;
import progression.kernel.LearnerId;
import progression.kernel.PathwayId;

/**
 * A completed stage's requirement no longer holds. People decide what follows: nothing is undone.
 *
 * @param unmet the competencies of the stage that the learner has not mastered
 */
public record StagePlacedUnderReview(
    LearnerId learner,
    PathwayId pathway,
    int pathwayVersion,
    String stage,
    List<CompetencyId> unmet,
    Cause cause)
    implements Consequence {
  public StagePlacedUnderReview {
    unmet = List.copyOf(unmet);
  }
}
