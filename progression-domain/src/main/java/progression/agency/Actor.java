package progression.agency;

import progression.kernel.Id;

/**
 * Somebody who does something for a learner.
 *
 * @param id the person, as the district names her; the client's name for {@link Role#DISTRICT}
 */
public record Actor(Role role, String id) {
  public Actor {
    Id.check("person", id);
  }
}
