package progression.event;

import java.util.List;
import progression.agency.Actor;
import progression.kernel.CompetencyId;

/**
 * Something that the learner, or somebody around her, said or chose. It decides nothing about
 * mastery.
 */
public sealed interface LearnerOwnedEvent extends LearnerEvent
    permits ProfileChanged,
        FeedbackRequested,
        FeedbackGiven,
        ReflectionWritten,
        CheckInScheduled,
        CheckInConcluded,
        ChoiceMade,
        PortfolioCurated {

  /** Who said it. */
  Actor author();

  /** The competencies that were named for it, in the order in which they were. */
  default List<CompetencyId> named() {
    return List.of();
  }
}
