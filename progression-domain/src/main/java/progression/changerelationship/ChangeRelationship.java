package progression.changerelationship;

import progression.agency.Actor;
import progression.agency.Role;
import progression.kernel.LearnerId;
import progression.roster.RosterDecider;
import progression.roster.Status;

/**
 * Says that a person stands in a relationship to a learner, or no longer does.
 *
 * @param person her role is one of {@link Role#BY_RELATIONSHIP}
 */
public record ChangeRelationship(LearnerId learner, Actor person, Status status, Actor author)
    implements RosterDecider.Command {
  public ChangeRelationship {
    if (!Role.BY_RELATIONSHIP.contains(person.role())) {
      throw new IllegalArgumentException("nobody has this role by a relationship");
    }
  }
}
