package progression.event;

import progression.kernel.GroupId;
import progression.kernel.LearnerId;

/** The learner left a group. */
public record GroupMembershipEnded(LearnerId learner, GroupId group) implements RosterEvent {}
