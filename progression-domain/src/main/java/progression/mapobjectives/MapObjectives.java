package progression.mapobjectives;

import progression.curriculum.Curriculum;
import progression.curriculum.ReferenceDecider;
import progression.interchange.ObjectiveMapping;
import progression.kernel.MappingId;

/**
 * Puts a mapping of an assessment's objectives, or a new version of one, in force.
 *
 * @param definition its competencies are CASE identifiers or codes
 * @param curriculum what the command was completed with
 */
public record MapObjectives(MappingId mapping, ObjectiveMapping definition, Curriculum curriculum)
    implements ReferenceDecider.Command {}
