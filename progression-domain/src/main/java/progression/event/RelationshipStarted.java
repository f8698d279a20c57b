package progression.event;

import progression.agency.Actor;
import progression.kernel.LearnerId;

/** From here on the person may act for the learner in this role. */
public record RelationshipStarted(LearnerId learner, Actor person) implements RosterEvent {}
