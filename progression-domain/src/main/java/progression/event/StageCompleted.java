package progression.event;

import java.util.List;
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.kernel.PathwayId;

/**
 * A stage's requirement holds, for the first time or again after a review.
 *
 * @param frameworkVersion the version of the pathway's framework in force
 * @param mastered the competencies of the stage that the learner has mastered
 */
public record StageCompleted(
    LearnerId learner,
    PathwayId pathway,
    int pathwayVersion,
    FrameworkId framework,
    int frameworkVersion,
    String stage,
    List<CompetencyId> mastered,
    Cause cause)
    implements Consequence {
  public StageCompleted {
    mastered = List.copyOf(mastered);
  }
}
