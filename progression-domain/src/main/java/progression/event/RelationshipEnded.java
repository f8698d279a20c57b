package progression.event;

import progression.agency.Actor;
import progression.kernel.LearnerId;

/** The person may no longer act for the learner in this role; what was done stays. */
public record RelationshipEnded(LearnerId learner, Actor person) implements RosterEvent {}
