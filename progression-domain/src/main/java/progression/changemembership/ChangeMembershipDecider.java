package progression.changemembership;

import progression.event.GroupMembershipEnded;
import progression.event.GroupMembershipStarted;
import progression.event.RosterEvent;
import progression.roster.Circle;
import progression.roster.RosterDecider;

/** A learner is a member of a group once. */
public final class ChangeMembershipDecider extends RosterDecider<ChangeMembership> {

  @Override
  protected boolean stands(ChangeMembership command, Circle circle) {
    return circle.isIn(command.group());
  }

  @Override
  protected RosterEvent started(ChangeMembership command) {
    return new GroupMembershipStarted(command.learner(), command.group());
  }

  @Override
  protected RosterEvent ended(ChangeMembership command) {
    return new GroupMembershipEnded(command.learner(), command.group());
  }
}
