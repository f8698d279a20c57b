package progression.event;

import progression.kernel.LearnerId;
import progression.roster.Description;

/** The district told the learner's grade and the groups that its reports count her in, anew. */
public record LearnerDescribed(LearnerId learner, Description description) implements RosterEvent {}
