package progression.changemembership;

import progression.agency.Actor;
import progression.kernel.GroupId;
import progression.kernel.LearnerId;
import progression.roster.RosterDecider;
import progression.roster.Status;

/** Says that a learner is a member of a group, or no longer is. */
public record ChangeMembership(LearnerId learner, GroupId group, Status status, Actor author)
    implements RosterDecider.Command {}
