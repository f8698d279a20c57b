package progression.adoptpolicy;

import progression.curriculum.Curriculum;
import progression.curriculum.ReferenceDecider;
import progression.kernel.PolicyId;
import progression.mastery.Policy;

/**
 * Puts a mastery policy, or a new version of one, in force.
 *
 * @param definition its competencies are named by CASE identifier or by code
 * @param curriculum what the command was completed with
 */
public record AdoptPolicy(PolicyId policy, Policy definition, Curriculum curriculum)
    implements ReferenceDecider.Command {}
