package progression.changerelationship;

import progression.event.RelationshipEnded;
import progression.event.RelationshipStarted;
import progression.event.RosterEvent;
import progression.roster.Circle;
import progression.roster.RosterDecider;

/** A person stands in a relationship to a learner once in each role. */
public final class ChangeRelationshipDecider extends RosterDecider<ChangeRelationship> {

  @Override
  protected boolean stands(ChangeRelationship command, Circle circle) {
    return circle.has(command.person());
  }

  @Override
  protected RosterEvent started(ChangeRelationship command) {
    return new RelationshipStarted(command.learner(), command.person());
  }

  @Override
  protected RosterEvent ended(ChangeRelationship command) {
    return new RelationshipEnded(command.learner(), command.person());
  }
}
