package progression.event;

import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.LearnerId;
import progression.kernel.PathwayId;

/**
 * A completed stage's requirement no longer holds. People decide what follows: nothing is undone.
 *
 * @param unmet the competencies of the stage that the learner has not mastered
 * @param cause the evidence whose arrival led to it; none where no evidence did
 */
public record StagePlacedUnderReview(
    LearnerId learner,
    PathwayId pathway,
    int pathwayVersion,
    String stage,
    List<CompetencyId> unmet,
    @Nullable EvidenceId cause)
    implements LearnerEvent {
  public StagePlacedUnderReview {
    unmet = List.copyOf(unmet);
  }
}
