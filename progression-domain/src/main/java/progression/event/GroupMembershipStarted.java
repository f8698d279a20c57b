package progression.event;

import progression.kernel.GroupId;
import progression.kernel.LearnerId;

/** The learner joined a group, such as a class. A group is nothing but its members. */
public record GroupMembershipStarted(LearnerId learner, GroupId group) implements RosterEvent {}
