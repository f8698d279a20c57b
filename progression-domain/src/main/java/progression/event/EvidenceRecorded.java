package progression.event;

import org.jspecify.annotations.Nullable;
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.mastery.Evidence;
import progression.mastery.Grounds;
import progression.mastery.Verdict;

/**
 * A piece of evidence entered the record. Which other evidence is behind the verdict follows from
 * the record up to here: naming all of it each time would take the square of what she shows.
 *
 * @param frameworkVersion the version of the framework in force
 * @param verdict the verdict on the evidence's competency, with this evidence taken into account
 * @param leftOut why this evidence is not behind the verdict; none where it is, or no policy
 *     applies
 */
public record EvidenceRecorded(
    Evidence evidence,
    FrameworkId framework,
    int frameworkVersion,
    Verdict verdict,
    Grounds.@Nullable Why leftOut)
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
