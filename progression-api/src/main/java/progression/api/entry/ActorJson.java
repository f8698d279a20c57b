package progression.api.entry;

import progression.agency.Actor;
import progression.agency.Role;
import progression.api.intake.Fields;

/** Reads people as callers write them: {@code person} and {@code role}. */
public final class ActorJson {

  private ActorJson() {}

  /**
   * Reads a person with a role that a relationship gives.
   *
   * @throws progression.api.problem.BadInput with the place of what is wrong
   */
  public static Actor read(Fields fields) {
    Role role = fields.word("role", Role.class);
    if (!Role.BY_RELATIONSHIP.contains(role)) {
      throw fields.refused("role", "must be one of teacher, mentor, guardian, peer and expert");
    }
    return fields.value("person", id -> new Actor(role, id));
  }
}
