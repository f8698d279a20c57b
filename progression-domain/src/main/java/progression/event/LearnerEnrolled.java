package progression.event;

import progression.kernel.LearnerId;

/** A learner came into the district's care. */
public record LearnerEnrolled(LearnerId learner) implements RosterEvent {}
