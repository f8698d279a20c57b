package progression.event;

import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.mastery.Grounds;

/**
 * The record now claims that the learner has mastered the competency: for the first time, again, or
 * on evidence after it rested on an override.
 */
public record CompetencyMastered(
    LearnerId learner,
    CompetencyId competency,
    FrameworkId framework,
    int frameworkVersion,
    Basis basis,
    Cause cause,
    Grounds grounds)
    implements CompetencyEvent, Consequence {

  /** What a claim of mastery rests on. */
  public enum Basis {
    /** Evidence satisfies the policy. */
    DEMONSTRATED,
    /** Evidence satisfies the policy, after the record had withdrawn the mastery. */
    RE_DEMONSTRATED,
    /** A person overrides what the evidence says. */
    OVERRIDDEN
  }
}
