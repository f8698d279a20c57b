package progression.mapobjectives;

import progression.curriculum.Curriculum;
import progression.interchange.ObjectiveMapping;
import progression.kernel.MappingId;

/**
 * Puts a mapping of an assessment's objectives, or a new version of one, in force.
 *
 * @param definition its competencies are CASE identifiers or codes
 * @param curriculum what the command was completed with
 */
public record MapObjectives(MappingId mapping, ObjectiveMapping definition, Curriculum curriculum) {

  /**
   * What the caller is told.
   *
   * @param created false where the very same mapping is in force already
   * @param position a reference to where the version stands, as a decider gives it
   */
  public record Mapped(int version, boolean created, long position) {}
}
