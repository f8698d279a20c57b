package progression.event;

import progression.kernel.CompetencyId;

/** Something that happened to a learner's standing with one competency. */
public sealed interface CompetencyEvent extends LearnerEvent
    permits VerdictEvent, CompetencyMastered, MasteryWithdrawn, VerdictChanged {

  CompetencyId competency();
}
