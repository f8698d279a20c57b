package progression.event;

import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.LearnerId;
import progression.kernel.PathwayId;

/**
 * A stage's requirement holds, for the first time or again after a review.
 *
 * @param mastered the competencies of the stage that the learner has mastered
 * @param cause the evidence whose arrival led to it; none where it already held at enrolment
 */
public record StageCompleted(
    LearnerId learner,
    PathwayId pathway,
    int pathwayVersion,
    String stage,
    List<CompetencyId> mastered,
    @Nullable EvidenceId cause)
    implements LearnerEvent {
  public StageCompleted {
    mastered = List.copyOf(mastered);
  }
}
