package progression.publishpathway;

import progression.curriculum.Curriculum;
import progression.curriculum.ReferenceDecider;
import progression.kernel.PathwayId;
import progression.pathway.Pathway;

/**
 * Publishes a pathway, or a new version of one.
 *
 * @param definition its competencies are named by CASE identifier or by code
 * @param curriculum what the command was completed with
 */
public record PublishPathway(PathwayId pathway, Pathway definition, Curriculum curriculum)
    implements ReferenceDecider.Command {}
