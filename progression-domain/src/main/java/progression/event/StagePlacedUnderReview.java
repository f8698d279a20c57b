package progression.event;

import java.util.List;
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.kernel.PathwayId;

/**
 * A completed stage's requirement no longer holds. People decide what follows: nothing is undone.
 *
 * @param frameworkVersion the version of the pathway's framework in force
 * @param unmet the competencies of the stage that the learner has not mastered, or not at the level
 *     that it asks for
 */
public record StagePlacedUnderReview(
    LearnerId learner,
    PathwayId pathway,
    int pathwayVersion,
    FrameworkId framework,
    int frameworkVersion,
    String stage,
    List<CompetencyId> unmet,
    Cause cause)
    implements Consequence {
  public StagePlacedUnderReview {
    unmet = List.copyOf(unmet);
  }
}
