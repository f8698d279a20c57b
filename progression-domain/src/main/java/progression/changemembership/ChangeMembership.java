package progression.changemembership;

import progression.kernel.GroupId;
import progression.kernel.LearnerId;

/** Says that a learner is a member of a group, or no longer is. */
public record ChangeMembership(LearnerId learner, GroupId group, Status status) {

  /** How it stands from here on. */
  public enum Status {
    CURRENT,
    ENDED
  }
}
