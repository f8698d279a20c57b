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

  /**
   * The person that a client says it acts for.
   *
   * @param text such as {@code teacher:T-7}
   * @throws IllegalArgumentException if nobody is named like this
   */
  public static Actor of(String text) {
    int colon = text.indexOf(':');
    return Role.OF_PERSONS.stream()
        .filter(role -> colon >= 0 && role.word().equals(text.substring(0, colon)))
        .findFirst()
        .map(role -> new Actor(role, text.substring(colon + 1)))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "must be role:id, such as teacher:T-7, with a role of "
                    + Role.OF_PERSONS.stream().map(Role::word).toList()));
  }
}
