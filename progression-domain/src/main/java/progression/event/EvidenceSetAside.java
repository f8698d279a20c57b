package progression.event;

import java.util.List;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.mastery.Verdict;

/**
 * A person withdrew a mastery: what was shown so far is set aside, and an override ends. It has to
 * be demonstrated by other evidence, unless the ruling is cleared.
 *
 * @param evidence all that is set aside: what was scored, on the competency itself, on what it took
 *     the place of and on what its policy reads for it
 */
public record EvidenceSetAside(
    LearnerId learner,
    CompetencyId competency,
    FrameworkId framework,
    int frameworkVersion,
    Ruling ruling,
    List<EvidenceId> evidence,
    Verdict verdict)
    implements CompetencyRuled {
  public EvidenceSetAside {
    evidence = List.copyOf(evidence);
  }
}
