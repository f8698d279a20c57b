package progression.adoptpolicy;

import progression.curriculum.Curriculum;
import progression.kernel.PolicyId;
import progression.mastery.Policy;

/**
 * Puts a mastery policy, or a new version of one, in force.
 *
 * @param definition its competencies are named by CASE identifier or by code
 * @param curriculum what the command was completed with
 */
public record AdoptPolicy(PolicyId policy, Policy definition, Curriculum curriculum) {

  /**
   * What the caller is told.
   *
   * @param created false where the very same policy is in force already
   * @param position a reference to where the version stands, as a decider gives it
   */
  public record Adopted(int version, boolean created, long position) {}
}
