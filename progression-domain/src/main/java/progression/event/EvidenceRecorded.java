package progression.event;

import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.mastery.Evidence;
import progression.mastery.Verdict;

/**
 * A piece of evidence entered the record.
 *
 * @param frameworkVersion the version of the framework in force
 * @param verdict the verdict on the evidence's competency, with this evidence taken into account
 */
public record EvidenceRecorded(
    Evidence evidence, FrameworkId framework, int frameworkVersion, Verdict verdict)
    implements VerdictEvent {

  @Override
  public LearnerId learner() {
    return evidence.learner();
  }

  @Override
  public CompetencyId competency() {
    return evidence.competency();
  }

  @Override
  public Cause asCause() {
    return new Cause.ByEvidence(evidence.id());
  }
}
