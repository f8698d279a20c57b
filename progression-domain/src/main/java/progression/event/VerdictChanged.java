package progression.event;

import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.mastery.Grounds;
import progression.mastery.Verdict;

/**
 * The verdict on a competency changed without new evidence on it, and the record's claim did not: a
 * prerequisite was met, say, or is no longer. After a mastery that only a person vouched for is
 * taken back it says what the evidence comes to.
 */
public record VerdictChanged(
    LearnerId learner,
    CompetencyId competency,
    FrameworkId framework,
    int frameworkVersion,
    Verdict.Status status,
    Cause cause,
    Grounds grounds)
    implements CompetencyEvent, Consequence {

  /** What the record says of the competency from here on. */
  public Verdict verdict() {
    return new Verdict(
        status,
        grounds.estimate(),
        grounds.threshold(),
        grounds.policy(),
        grounds.policyVersion(),
        grounds.since(),
        grounds.reason());
  }
}
