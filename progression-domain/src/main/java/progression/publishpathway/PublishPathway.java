package progression.publishpathway;

import progression.curriculum.Curriculum;
import progression.kernel.PathwayId;
import progression.pathway.Pathway;

/**
 * Publishes a pathway, or a new version of one.
 *
 * @param definition its competencies are named by CASE identifier or by code
 * @param curriculum what the command was completed with
 */
public record PublishPathway(PathwayId pathway, Pathway definition, Curriculum curriculum) {

  /**
   * What the caller is told.
   *
   * @param created false where the very same pathway is published already
   * @param position a reference to where the version stands, as a decider gives it
   */
  public record Published(int version, boolean created, long position) {}
}
