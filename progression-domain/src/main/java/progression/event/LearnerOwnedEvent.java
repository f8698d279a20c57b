package progression.event;

import progression.agency.Actor;

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
}
